/** Part of `npm run check`: prints a plain diff of what the formatter would change. `npm run fix` makes the change. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { removeInTheEnd } from './lib/children.js';
import { runScript } from './lib/main.js';
import { projectNode, ROOT, tool } from './lib/root.js';
import { Stop, say } from './lib/terminal.js';

const MANY = { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 * 1024 ** 2 };
const biome = (args, more) =>
  spawnSync(projectNode(), [tool('@biomejs', 'biome', 'bin', 'biome'), ...args], { ...MANY, ...more });

/** The files that are not as the formatter writes them. A file that it cannot read stops us with its message. */
function unformatted() {
  const { status, stdout, stderr } = biome(['format', '--reporter=json', '--max-diagnostics=none', '.']);
  if (status === 0) return [];
  const { diagnostics } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  const other = diagnostics.find(({ category }) => category !== 'format');
  if (other !== undefined || diagnostics.length === 0) throw new Stop(stderr + JSON.stringify(other ?? stdout));
  return [...new Set(diagnostics.map(({ location }) => pathOf(location)))].sort();
}

const pathOf = ({ path }) => relative(ROOT, join(ROOT, typeof path === 'string' ? path : path.file));

function diffOf(file, folder) {
  const target = join(folder, file);
  mkdirSync(dirname(target), { recursive: true });
  const { stdout } = biome(['format', `--stdin-file-path=${file}`], { input: readFileSync(join(ROOT, file)) });
  writeFileSync(target, stdout);
  const diff = spawnSync('git', ['diff', '--no-index', '--no-color', '--', join(ROOT, file), target], MANY).stdout;
  return `--- ${file}\n+++ ${file}\n${diff.slice(diff.indexOf('\n@@') + 1)}`;
}

await runScript(async () => {
  const files = unformatted();
  if (files.length === 0) return 0;
  const folder = removeInTheEnd(mkdtempSync(join(tmpdir(), 'steward-format-')));
  for (const file of files) process.stdout.write(diffOf(file, folder));
  say(`\n${files.length === 1 ? '1 file is' : `${files.length} files are`} not formatted. To format: npm run fix`);
  return 1;
});
