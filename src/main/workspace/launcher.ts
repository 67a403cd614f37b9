import type { ChildPort } from '../lib/child-port.ts';

/** The embedded server as a process: it speaks the messages of contract/child.ts. */
export type ServerProcess = ChildPort;

/** Starts the embedded server on a data folder. Node's is `createNodeLauncher`, Electron's is in `desktop/`. */
export type ServerLauncher = (options: { readonly dataDir: string }) => ServerProcess;
