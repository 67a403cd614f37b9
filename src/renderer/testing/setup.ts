import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What takes a moment longer on a busy machine is no failure of the page.
configure({ asyncUtilTimeout: 5000 });
// The files share one DOM: nothing of a page may stay in it.
afterEach(cleanup);
