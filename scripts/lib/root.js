import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(ROOT, ...parts);

/** What the scripts remember; it goes with node_modules. */
export const CACHE = inRoot('node_modules', '.cache', 'steward');

/** Node 24, which the `node` package brings: the machine's own Node only runs these scripts. */
export function projectNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = inRoot('node_modules', 'node', 'bin', name);
  return existsSync(node) ? node : undefined;
}

/** The environment in which every tool finds Node 24 first. */
export const projectEnv = (more = {}) => ({
  ...process.env,
  PATH: [inRoot('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  ...more,
});

/** The program of an installed package, to be run with `projectNode()`. */
export const tool = (...parts) => inRoot('node_modules', ...parts);
