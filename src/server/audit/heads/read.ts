import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { headFiles, writerFolders } from './files.ts';
import { readKey } from './key.ts';
import { type HeadLine, isSigned, lineHash, parseLine } from './line.ts';

export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly time: string;
}

/** What the folder of heads says: the heads of each owner, and what is wrong with the folder itself. */
export interface KeptHeads {
  /** Null where the folder has no key. */
  readonly folderId: string | null;
  readonly byOwner: ReadonlyMap<string, readonly Head[]>;
  /** A sentence that names the file and the line, or null where every line is as it was written. */
  readonly problem: string | null;
}

interface Reading {
  byOwner: Map<string, Head[]>;
  /** Heads from before are of a workspace that was emptied. */
  startedOver: string;
  problem: string | null;
}

function keep(line: HeadLine, into: Reading, owner: string | null): void {
  if ('started_over' in line && line.time > into.startedOver) into.startedOver = line.time;
  if (!('owner' in line) || (owner !== null && line.owner !== owner)) return;
  const { seq, hash, time } = line;
  const heads = into.byOwner.get(line.owner);
  if (heads === undefined) into.byOwner.set(line.owner, [{ seq, hash, time }]);
  else heads.push({ seq, hash, time });
}

/** The whole lines of a file. What a crash left after the last line break was never a line. */
function linesOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

/** Reads one writer's files, line after line; each carries the hash of the one before, across files too. */
function readWriter(folder: string, isOurs: (line: HeadLine) => boolean, owner: string | null, into: Reading): void {
  let prev = '';
  let expected = 1;
  let last: { line: HeadLine; where: string } | null = null;
  for (const name of headFiles(folder)) {
    const short = `${basename(folder)}/${name}`;
    if (Number(name.slice(6, 12)) !== expected++) {
      into.problem ??= `A file before ${short} is missing.`;
      return;
    }
    for (const [index, text] of linesOf(join(folder, name)).entries()) {
      const where = `Line ${index + 1} of ${short}`;
      const line = parseLine(text);
      if (line === null || line.prev !== prev) {
        into.problem ??= `${where} is not what was written there, or a line before it is missing.`;
        return;
      }
      keep(line, into, owner);
      prev = lineHash(text);
      last = { line, where };
    }
  }
  // Each line covers all before it, so that the last signature vouches for the whole.
  if (last !== null && !isOurs(last.line)) into.problem ??= `${last.where} is not signed with this folder's key.`;
}

/** Reads a folder of heads: of every owner, or of one. Never throws for what somebody did to the files. */
export function readHeads(folder: string, owner: string | null = null): KeptHeads {
  const reading: Reading = { byOwner: new Map(), startedOver: '', problem: null };
  if (!existsSync(folder)) return { folderId: null, byOwner: reading.byOwner, problem: null };
  let key: ReturnType<typeof readKey> = null;
  try {
    key = readKey(folder);
  } catch {
    reading.problem = 'The key of the folder is damaged.';
  }
  const writers = writerFolders(folder);
  if (key === null) {
    if (writers.length > 0) reading.problem ??= 'The key of the folder is missing.';
    return { folderId: null, byOwner: reading.byOwner, problem: reading.problem };
  }
  const open = key.public;
  for (const writer of writers) readWriter(writer, (line) => isSigned(line, open), owner, reading);
  return { folderId: key.folderId, byOwner: sorted(reading), problem: reading.problem };
}

function sorted({ byOwner, startedOver }: Reading): Map<string, Head[]> {
  const found = new Map<string, Head[]>();
  for (const [owner, heads] of byOwner) {
    const valid = heads.filter(({ time }) => time > startedOver).sort((one, other) => one.seq - other.seq);
    if (valid.length > 0) found.set(owner, valid);
  }
  return found;
}
