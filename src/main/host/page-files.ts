import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

/**
 * The built page, as both hosts serve it. Nothing in it may load, run or call anything from elsewhere; inline styles are
 * allowed because the menus and tables position themselves with them.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
  'x-frame-options': 'DENY',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface PageFile {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

const notFound: PageFile = {
  status: 404,
  headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: Buffer.from('Not found\n'),
};

/** The path of the file that a URL's path names below `root`, or undefined where it would leave `root`. */
export function fileBelow(root: string, urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..')) return undefined;
  const file = resolve(root, join('.', decoded));
  return file === root || file.startsWith(root + sep) ? file : undefined;
}

async function readBelow(root: string, file: string): Promise<Buffer | undefined> {
  try {
    const real = await realpath(file);
    // A symbolic link must not lead out of the folder either.
    if (!real.startsWith((await realpath(root)) + sep)) return undefined;
    return await readFile(real);
  } catch {
    return undefined;
  }
}

/** What to answer for a path: the file, the page itself for a path of the app's own history, or 404. */
export async function pageFile(root: string, urlPath: string): Promise<PageFile> {
  const file = fileBelow(root, urlPath);
  if (file === undefined) return notFound;
  const type = TYPES[extname(file)];
  // Names of built assets hold their hash; a missing one is an error, never the page.
  const isAsset = type !== undefined && file !== join(root, 'index.html');
  const body = await readBelow(root, isAsset ? file : join(root, 'index.html'));
  if (body === undefined) return notFound;
  return {
    status: 200,
    headers: {
      ...PAGE_HEADERS,
      'content-type': isAsset ? type : 'text/html; charset=utf-8',
      'cache-control': urlPath.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store',
    },
    body,
  };
}
