/**
 * Part of `npm run check`: nobody asks the machine for the time except the clock that each part of Steward has. Then a
 * whole run can happen at another date, and the suite passes on every one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { clockReads } from './lib/clock-reads.js';
import { ROOT } from './lib/root.js';

const FOLDERS = ['src', 'e2e', 'torture', 'bench', 'scripts'];
const SOURCE = /\.(ts|tsx|js|cjs|mjs)$/;
const SKIPPED = /(^|\/)(node_modules|out)\//;

/** The clocks themselves, the cases of this check, and what runs before or beside Steward. */
const ALLOWED = [
  'scripts/lib/clock-reads.js',
  'scripts/lib/electron.js',
  'scripts/lib/test-time.js',
  'bench/peers/better-auth.js',
  'src/shared/clock.ts',
  'src/server/db/migrations/0001-people-and-organizations.ts',
  'src/server/db/migrations/0018-clock-offset.ts',
  'src/server/db/clock.test.ts',
  'src/server/testing/world.ts',
  'scripts/lib/clock-reads.test.js',
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/')),
).filter((file) => !SKIPPED.test(file) && !ALLOWED.includes(file));

const found = files.flatMap((file) =>
  clockReads(readFileSync(join(ROOT, file), 'utf8')).map(({ line, text }) => `${file}:${line}: ${text}`),
);
for (const each of found) console.error(each);
if (found.length > 0) {
  console.error(
    `\n${found.length} places read the machine's time. Use the part's clock (clock.ts), or steward_now() in SQL; ` +
      'performance.now() for how long something takes.',
  );
  process.exitCode = 1;
}
