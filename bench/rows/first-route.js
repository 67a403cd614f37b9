// The JavaScript that has to be there before the first page: the entry with all that it imports, compressed as a server
// would send it, beside React with the table library alone, built in the same way.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inRoot } from '../../scripts/lib/root.js';
import { report } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const kilobytes = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;

/** What a page names as its script, and what the bundler found that script to import. */
function scripts(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const found = [...html.matchAll(/(?:src|href)="\/?(\.?[^"]+\.js)"/g)].map(([, path]) => join(folder, path));
  if (found.length === 0) throw new Error(`${folder}/index.html names no script`);
  return found;
}

const out = mkdtempSync(join(tmpdir(), 'steward-bench-'));
await build({
  root: inRoot('bench', 'pages', 'table-alone'),
  base: '/',
  logLevel: 'warn',
  configFile: false,
  plugins: [react()],
  build: { outDir: out, target: 'chrome130', minify: true, modulePreload: { polyfill: false }, emptyOutDir: true },
});
const against = { name: 'React with the table library alone', value: kilobytes(scripts(out)) };
rmSync(out, { recursive: true });
report(
  row('JavaScript of the first route, gzip', 'kB', kilobytes(scripts(inRoot('out', 'renderer'))), against, atMost(2)),
);
