/**
 * `npm run package [-- electron-builder's arguments]`: installers for this system in dist/, and a check of what is in
 * them. `-- --dir` makes only the unpacked app.
 */
import { ensureBuild } from './lib/build.js';
import { checkPackage, unpackedApps } from './lib/check-package.js';
import { run } from './lib/children.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { inRoot, projectEnv, projectNode, tool } from './lib/root.js';
import { Stop, say, step } from './lib/terminal.js';

await runScript(async () => {
  await ensureModules();
  const { ok, output } = await ensureBuild();
  if (!ok) throw new Stop(output);
  step('Packaging');
  const builder = tool('electron-builder', 'out', 'cli', 'cli.js');
  const { code } = await run(projectNode(), [builder, ...process.argv.slice(2), '--publish', 'never'], {
    env: projectEnv(),
  });
  if (code !== 0) return code ?? 1;
  const apps = unpackedApps(inRoot('dist'));
  if (apps.length === 0) throw new Stop('There is no app in dist/.');
  for (const app of apps) {
    const problems = await checkPackage(app);
    for (const problem of problems) say(`  ${problem}`);
    if (problems.length > 0) throw new Stop(`What was packaged in ${app} is not what it should be.`);
    say(`  ${app}: fuses, archive and native modules are as they should be.`);
  }
  return 0;
});
