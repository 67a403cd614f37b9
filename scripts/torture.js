/** `npm run torture -- [options]`: attacks Steward on PGlite, and on a PostgreSQL cluster of its own where there is one. */
import { mkdirSync } from 'node:fs';
import { ensureBuild } from './lib/build.js';
import { run } from './lib/children.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { findPostgres, startPostgres } from './lib/postgres.js';
import { inRoot, projectEnv, projectNode } from './lib/root.js';
import { Stop, warn } from './lib/terminal.js';

async function databaseEnv() {
  const given = process.env.STEWARD_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return {};
  const bin = findPostgres();
  if (bin === undefined) {
    warn('PostgreSQL is missing: what needs it is not attacked.');
    return {};
  }
  return { STEWARD_TEST_DATABASE_URL: await startPostgres(bin) };
}

await runScript(async () => {
  await ensureModules();
  const { ok, output } = await ensureBuild();
  if (!ok) throw new Stop(output);
  mkdirSync(inRoot('test-results'), { recursive: true });
  const { code } = await run(projectNode(), [inRoot('torture', 'run.ts'), ...process.argv.slice(2)], {
    env: projectEnv(await databaseEnv()),
  });
  return code ?? 1;
});
