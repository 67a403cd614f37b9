/** `npm start`: installs and builds what is missing, and opens Steward. Runs on Node 20 with nothing installed. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runBrowserHost } from './lib/browser-host.js';
import { ensureBuild } from './lib/build.js';
import { isStopping, removeInTheEnd } from './lib/children.js';
import { findChromium } from './lib/chromium.js';
import { runDesktopHost } from './lib/desktop-host.js';
import { electronObstacle, findElectron } from './lib/electron.js';
import { runScript } from './lib/main.js';
import { ensureModules } from './lib/modules.js';
import { HELP, startArguments } from './lib/start-arguments.js';
import { ensurePackages, PACKAGES } from './lib/system-packages.js';
import { Stop, say } from './lib/terminal.js';

/** Electron's program, or why it is the browser instead, in a sentence. */
async function chooseHost({ browser }) {
  if (browser) return {};
  const obstacle = electronObstacle();
  if (obstacle !== undefined) return { why: `Opening Steward in the browser, since ${obstacle}.` };
  const electron = await findElectron();
  if (electron !== undefined) return { electron };
  return { why: 'Opening Steward in the browser, since Electron could not be downloaded (tried again tomorrow).' };
}

async function startSteward(settings) {
  await ensureModules();
  const build = await ensureBuild();
  if (!build.ok) throw new Stop(`The build failed:\n${build.output}`);
  // A picture shows sample data: never the user's own.
  if (settings.smoke !== undefined && settings.data === undefined)
    settings.data = removeInTheEnd(mkdtempSync(join(tmpdir(), 'steward-smoke-')));
  if (settings.smoke !== undefined) mkdirSync(dirname(settings.smoke), { recursive: true });
  const { electron, why } = await chooseHost(settings);
  if (electron !== undefined) {
    const code = await runDesktopHost(electron, settings);
    if (code !== undefined || isStopping()) return code ?? 0;
    say('Opening Steward in the browser, since Electron cannot run here.');
  }
  if (why !== undefined) say(why);
  if (findChromium() === undefined) await ensurePackages(PACKAGES.browser, 'to show Steward');
  if (settings.smoke !== undefined) await ensurePackages(PACKAGES.keychain, 'for the keychain');
  return runBrowserHost(settings);
}

await runScript(async () => {
  const settings = startArguments(process.argv.slice(2));
  if (!settings.help) return startSteward(settings);
  say(HELP);
  return 0;
});
