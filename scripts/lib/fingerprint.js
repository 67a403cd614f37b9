import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const isTest = (name) => /\.test\.[jt]sx?$/.test(name);

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** One hash over the names and contents of files and folders below `root`, whatever order they are listed in. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  const files = paths.flatMap((path) => filesOf(join(root, path)));
  for (const file of [...new Set(files)].sort()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0');
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** Remembers a text in a file, and says whether it is what the file has. */
export const hasStamp = (file, text) => existsSync(file) && readFileSync(file, 'utf8') === text;
export function writeStamp(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
