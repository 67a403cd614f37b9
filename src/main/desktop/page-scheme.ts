import { protocol } from 'electron';
import { pageFile } from '../host/page-files.ts';
import { isPageUrl, SCHEME } from './page-url.ts';

/** A scheme of our own instead of `file:`, which would let a page read files. Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function servePage(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' || !isPageUrl(request.url)) return new Response('Refused\n', { status: 403 });
    const { status, headers, body } = await pageFile(root, new URL(request.url).pathname);
    return new Response(new Uint8Array(body), { status, headers });
  });
}
