import { version } from '../../../package.json';

/** Taken over by the build, so that no file needs to be found at run time. */
export const VERSION = version;
