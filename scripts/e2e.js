/** `npm run e2e -- [Playwright's arguments]`: journeys in the browser host. */
import { ensureBuild } from './lib/build.js';
import { run } from './lib/children.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { projectEnv, projectNode, tool } from './lib/root.js';
import { Stop } from './lib/terminal.js';

await runScript(async () => {
  await ensureModules();
  const { ok, output } = await ensureBuild();
  if (!ok) throw new Stop(output);
  const args = [tool('@playwright', 'test', 'cli.js'), 'test', '--project=browser', ...process.argv.slice(2)];
  const { code } = await run(projectNode(), args, { env: projectEnv() });
  return code ?? 1;
});
