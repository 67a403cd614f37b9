import type { ServerResponse } from 'node:http';
import { PAGE_HEADERS } from '../host/page-files.ts';

export function plainAnswer(
  response: ServerResponse,
  status: number,
  text: string,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...more,
  });
  response.end(`${text}\n`);
}
