import { forkChild } from '../lib/child-port.ts';
import type { Logger } from '../lib/logger.ts';
import type { ServerLauncher } from './launcher.ts';

interface NodeLauncherOptions {
  /** The server's entry file. */
  readonly entry: string;
  /** Its arguments for a data folder; `--data FOLDER` unless said otherwise. */
  readonly args?: (dataDir: string) => readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

/** Starts the embedded server with Node's `fork`, for the browser host and for tests. */
export function createNodeLauncher({ entry, args, env, log }: NodeLauncherOptions): ServerLauncher {
  return ({ dataDir }) => forkChild({ entry, args: args?.(dataDir) ?? ['--data', dataDir], env, log });
}
