import { configure } from '@testing-library/react';

// What takes a moment longer on a busy machine is no failure of the page.
configure({ asyncUtilTimeout: 5000 });
