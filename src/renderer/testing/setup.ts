import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A wait ends when what it waits for is there; its limit only catches what never comes. On a busy machine a page that is
// read for the first time takes many seconds.
configure({ asyncUtilTimeout: 120_000 });
// The files share one DOM: nothing of a page may stay in it.
afterEach(cleanup);
