import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileTarget } from '../exports/file-target.ts';
import type { ChooseFile } from '../exports/save-file.ts';
import { plainAnswer } from './plain-answer.ts';

/** How long a file waits for the page to fetch it. */
const KEPT_MS = 5 * 60_000;

/** Files that were received for the page: the browser saves each from a link that works once. */
export interface Downloads {
  readonly chooseFile: ChooseFile;
  /** Sends the file of a link and forgets it. */
  serve(response: ServerResponse, code: string): Promise<void>;
  close(): void;
}

const safeName = (name: string): string => name.replace(/[^\w.-]/g, '_');

export async function openDownloads(): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-downloads-'));
  const waiting = new Map<string, { path: string; name: string; timer: NodeJS.Timeout }>();

  const keep = (path: string, name: string): string => {
    const code = randomBytes(32).toString('base64url');
    const timer = setTimeout(() => {
      waiting.delete(code);
      void rm(path, { force: true });
    }, KEPT_MS);
    timer.unref();
    waiting.set(code, { path, name, timer });
    return `/download?code=${code}`;
  };
  return {
    chooseFile: async (suggestedName) => {
      const path = join(folder, randomBytes(16).toString('hex'));
      const target = await fileTarget(path);
      return {
        ...target,
        finish: async () => {
          await target.finish();
          return { link: keep(path, safeName(suggestedName)) };
        },
      };
    },
    serve: async (response, code) => {
      const file = waiting.get(code);
      if (file === undefined) return plainAnswer(response, 404, 'This file was fetched already, or waited too long.');
      waiting.delete(code);
      clearTimeout(file.timer);
      try {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${file.name}"`,
          'content-length': (await stat(file.path)).size,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
        await pipeline(createReadStream(file.path), response);
      } finally {
        await rm(file.path, { force: true });
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
