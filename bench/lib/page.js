import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findChromium } from '../../scripts/lib/chromium.js';
import { inRoot } from '../../scripts/lib/root.js';

/** Frames as fast as they are made: the screen's rhythm would hide what each costs. */
export const UNTHROTTLED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

/** Builds one of bench/pages as the renderer is built; answers the folder. */
export async function buildPage(name) {
  const outDir = mkdtempSync(join(tmpdir(), 'steward-bench-page-'));
  await build({
    root: inRoot('bench', 'pages', name),
    base: '/',
    logLevel: 'error',
    configFile: false,
    plugins: [react(), tailwindcss()],
    resolve: { dedupe: ['react', 'react-dom'] },
    build: { outDir, target: 'chrome130', minify: true, modulePreload: { polyfill: false }, emptyOutDir: true },
  });
  return outDir;
}

/** Runs `work` with a page of bench/pages open in Chromium. */
export async function withPage(name, work) {
  const folder = await buildPage(name);
  const server = createServer(({ url }, response) => {
    const file = join(folder, url === '/' ? 'index.html' : url);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openChromium(UNTHROTTLED);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const result = await work(page);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return result;
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Chromium as the journeys start it. */
export const openChromium = (flags = []) =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...flags, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
