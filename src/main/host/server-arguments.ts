/** The embedded server listens on a port that the system picks, and tells us over its parent's channel which. */
export const serverArguments = (dataDir: string): string[] => ['--embedded', '--port', '0', '--data', dataDir];
