import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** The ways in which a text may lie in a file. */
const shapesOf = (text: string): Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')),
  Buffer.from(Buffer.from(text, 'utf8').toString('hex')),
];

/** The file as it is, and as what it may be compressed from. */
function contentsOf(bytes: Buffer): Buffer[] {
  const unpacked = [gunzipSync, inflateSync, brotliDecompressSync].flatMap((unpack) => {
    try {
      return [unpack(bytes)];
    } catch {
      return [];
    }
  });
  return [bytes, ...unpacked];
}

/** All files below a folder; none where there is no such folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The files below a folder that hold the text, plain, encoded or compressed. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const shapes = shapesOf(text);
  const found: string[] = [];
  for (const path of await filesIn(folder)) {
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (contentsOf(bytes).some((content) => shapes.some((shape) => content.includes(shape)))) found.push(path);
  }
  return found;
}

/** The page's whole JavaScript heap, as text: each string of the page is in it. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
