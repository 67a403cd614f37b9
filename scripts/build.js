/** `npm run build`: the app and the database that a first start copies, where their sources changed. */
import { ensureBuild } from './lib/build.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { Stop } from './lib/terminal.js';

await runScript(async () => {
  await ensureModules();
  const { ok, output } = await ensureBuild();
  if (!ok) throw new Stop(output);
  return 0;
});
