import { createInterface } from 'node:readline';
import { ended, isStopping, run, start } from './children.js';
import { findChromium, openAppWindow } from './chromium.js';
import { startKeyring } from './keyring.js';
import { inRoot, projectEnv, projectNode } from './root.js';
import { Stop, say, step } from './terminal.js';

const READY = /https?:\/\/127\.0\.0\.1:\d+\/open\?code=\S+/;

/** A picture is taken where nobody may be logged in: it brings its own keychain, if the tools for one are there. */
const needsKeyring = (smoke) => smoke && process.platform === 'linux' && !process.env.DBUS_SESSION_BUS_ADDRESS;

/** Starts the browser host and waits for its link. It ends when we do: we hold its standard input. */
async function startHost({ data, smoke }) {
  const flags = [...(data === undefined ? [] : ['--data', data]), ...(smoke ? ['--smoke'] : []), '--end-with-stdin'];
  const env = projectEnv(needsKeyring(smoke) ? await startKeyring() : {});
  const host = start(projectNode(), [inRoot('out', 'main', 'web.js'), ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  const end = ended(host);
  const link = await new Promise((resolve, reject) => {
    createInterface({ input: host.stdout }).on('line', (line) => {
      const found = READY.exec(line);
      if (found !== null) resolve(found[0]);
    });
    end.then(() => reject(new Stop('Steward ended before it was ready; its message is above.')));
  });
  return { link, end };
}

async function takePicture(link, file) {
  step(`Taking a picture of the sample data: ${file}`);
  const { code } = await run(projectNode(), [inRoot('scripts', 'picture.js'), link, file], { env: projectEnv() });
  return code ?? 1;
}

/** Shows Steward in the browser until its window is closed or Ctrl-C; with `smoke`, only takes a picture. */
export async function runBrowserHost({ data, smoke }) {
  const chromium = findChromium();
  if (smoke !== undefined && chromium === undefined)
    throw new Stop('A picture needs Chromium. Debian: sudo apt-get install -y chromium');
  const { link, end } = await startHost({ data, smoke: smoke !== undefined });
  if (smoke !== undefined) return takePicture(link, smoke);
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDisplay && chromium !== undefined) {
    step('Steward is open in its own browser window. Close it or press Ctrl-C to end.');
    await Promise.race([ended(openAppWindow(chromium, link)), end]);
    return 0;
  }
  say(`Open Steward with this link; it works once: ${link}`);
  say('Press Ctrl-C to end.');
  const { code } = await end;
  return isStopping() ? 0 : (code ?? 1);
}
