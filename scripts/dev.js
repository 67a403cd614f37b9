/** `npm run dev`: the browser host, built again whenever a source changes; then reload the page. */
import { watch } from 'node:fs';
import { runBrowserHost } from './lib/browser-host.js';
import { ensureBuild } from './lib/build.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { inRoot } from './lib/root.js';
import { startArguments } from './lib/start-arguments.js';
import { say, warn } from './lib/terminal.js';

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

async function build() {
  const { ok, output } = await ensureBuild();
  if (ok) say('  Built. Changes of the main process or the server need a restart.');
  else warn(output);
}

function buildOnChange() {
  let timer;
  let building = Promise.resolve();
  watch(inRoot('src'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(build);
    }, SETTLE_MS);
  });
}

await runScript(async () => {
  const settings = startArguments(process.argv.slice(2));
  await ensureModules();
  await build();
  buildOnChange();
  return runBrowserHost({ ...settings, smoke: undefined });
});
