import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { methods } from '../src/contract/ipc.ts';
import type { App } from './support/app.ts';
import { invoke } from './support/bridge.ts';
import { ROOT } from './support/launch.ts';
import { expect, test } from './support/sample.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron', 'this is about Electron');
});

const electronOf = ({ electron }: App): ElectronApplication => {
  if (electron === undefined) throw new Error('This is no Electron.');
  return electron;
};

/** https://www.electronjs.org/docs/latest/tutorial/security: its twenty points, on the built app as it runs. */
test('the points of Electron’s security list hold', async ({ app }) => {
  const { page } = app;
  const electron = electronOf(app);
  await expect(page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible();
  const preferences = await electron.evaluate(({ BrowserWindow }) =>
    // Not in Electron's types, and in every Electron.
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences(),
    ),
  );
  await test.step('2, 3, 4, 6, 8, 9, 10, 11: the windows’ own preferences', async () => {
    for (const each of preferences) {
      expect(each).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        contextIsolation: true,
        sandbox: true,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
      });
      expect(each?.experimentalFeatures ?? false).toBe(false);
      expect(each?.enableBlinkFeatures ?? '').toBe('');
    }
  });
  await test.step('1, 7, 18: the page comes over a scheme of its own, with a policy, and loads nothing else', async () => {
    expect(page.url()).toMatch(/^app:\/\/steward\//);
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    const tried = await page.evaluate(async () => {
      const load = (url: string) =>
        fetch(url).then(
          () => 'loaded',
          () => 'refused',
        );
      const image = (url: string) =>
        new Promise<string>((resolve) => {
          const element = new Image();
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = url;
        });
      // The debugger may evaluate text; a script of the page's may not, and none may be written into it.
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      setTimeout('window.injected = true');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const injected = (window as { injected?: boolean }).injected === true ? 'ran' : 'refused';
      return [
        await load('http://127.0.0.1:1/'),
        await load('https://example.com/'),
        await load('file:///etc/passwd'),
        await load('app://other/'),
        await image('https://example.com/x.png'),
        await image('file:///usr/share/pixmaps/x.png'),
        injected,
      ];
    });
    expect(tried).toEqual(Array.from({ length: 7 }, () => 'refused'));
  });
  await test.step('5: no permission is given, asked for or not', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      return Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
      );
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });
  await test.step('13, 14, 15: no other page, no other window, nothing outside', async () => {
    await electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) });
    });
    const before = page.url();
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:alert(1)',
      'smb://x/y',
    ])
      await page.evaluate((target) => {
        window.open(target);
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
        try {
          location.assign(target);
        } catch {
          // Some are refused by the page itself.
        }
      }, url);
    await expect.poll(() => page.url()).toBe(before);
    expect(electron.windows()).toHaveLength(1);
    expect(await electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
  });
  await test.step('12: a <webview> does not come to life', async () => {
    const kind = await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
      return view.constructor.name;
    });
    expect(kind).toBe('HTMLElement');
  });
  await test.step('16: one exact version of Electron', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  });
  await test.step('20: the bridge is two functions, and frozen', async () => {
    const bridge = await page.evaluate(() => {
      const { steward } = window as unknown as { steward: Record<string, unknown> };
      const before = steward.invoke;
      try {
        steward.invoke = () => 'mine';
      } catch {
        // Frozen objects say so in strict code.
      }
      return { names: Object.keys(steward).sort(), same: steward.invoke === before };
    });
    expect(bridge).toEqual({ names: ['invoke', 'subscribe'], same: true });
  });
});

test('17: main answers our own windows’ main frames and nobody else', async ({ app }) => {
  const electron = electronOf(app);
  await expect(app.page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible();
  const answers = await electron.evaluate(
    async ({ BrowserWindow, ipcMain }, preload) => {
      const handle = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => Promise<{ ok: boolean }>> }
      )._invokeHandlers.get('steward:invoke');
      if (handle === undefined) throw new Error('There is no bridge.');
      const [own] = BrowserWindow.getAllWindows();
      if (own === undefined) throw new Error('There is no window.');
      const { webContents } = own;
      const { mainFrame } = webContents;
      const ask = async (event: unknown) => (await handle(event, 'app.state', {})).ok;
      const gone = Object.create(null, {
        url: {
          get: () => {
            throw new Error('Render frame was disposed before WebFrameMain could be accessed');
          },
        },
      });
      // A window that is not ours, with our page and our preload script in it, asks for itself.
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL('app://steward/');
      const real = (await stranger.webContents.executeJavaScript('window.steward.invoke("app.state", {})')) as {
        ok: boolean;
      };
      const strangers = { sender: stranger.webContents, senderFrame: stranger.webContents.mainFrame };
      const results = {
        own: await ask({ sender: webContents, senderFrame: mainFrame }),
        real: real.ok,
        stranger: await ask(strangers),
        mixed: await ask({ sender: webContents, senderFrame: stranger.webContents.mainFrame }),
        noFrame: await ask({ sender: webContents, senderFrame: null }),
        goneFrame: await ask({ sender: webContents, senderFrame: gone }),
        subframe: await ask({ sender: webContents, senderFrame: { url: mainFrame.url, parent: mainFrame } }),
        otherOrigin: await ask({ sender: webContents, senderFrame: { url: 'https://evil.example/', parent: null } }),
        blank: await ask({ sender: webContents, senderFrame: { url: 'about:blank', parent: null } }),
      };
      stranger.destroy();
      const afterwards = await ask(strangers);
      return { ...results, afterwards };
    },
    join(ROOT, 'out/preload/index.cjs'),
  );
  const { own, ...others } = answers;
  expect(own).toBe(true);
  for (const [who, answered] of Object.entries(others)) expect(answered, who).toBe(false);
});

test('a page that says anything thousands of times gets an answer to each, and main goes on', async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('button', { name: 'Explore with sample data' })).toBeVisible();
  const outcome = await page.evaluate(
    async (names) => {
      const { steward } = window as unknown as { steward: { invoke(...args: unknown[]): Promise<{ ok: boolean }> } };
      let seed = 7;
      const random = (below: number) => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return (seed >>> 8) % below;
      };
      const strange = [
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'then',
        'app',
        '',
        'users.get',
        '../x',
      ];
      const value = (depth: number): unknown => {
        const cycle: Record<string, unknown> = {};
        cycle.self = cycle;
        const leaves = [
          ...[null, undefined, true, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 10n, '', '\0', '\ud800'],
          ...['x'.repeat(random(5000)), new Date(0), new Map([[1, 2]]), new Set([1]), new Uint8Array(9), /x/g],
          ...[new Error('x'), cycle, Object.create(null), JSON.parse('{"__proto__":{"polluted":true}}')],
        ];
        const kind = depth > 4 ? 0 : random(4);
        if (kind === 1) return Array.from({ length: random(5) }, () => value(depth + 1));
        if (kind === 2)
          return Object.fromEntries(
            Array.from({ length: random(5) }, () => [strange[random(strange.length)] ?? 'x', value(depth + 1)]),
          );
        return leaves[random(leaves.length)];
      };
      const counts = { answered: 0, refused: 0, thrown: 0, other: 0 };
      const one = async () => {
        const method =
          random(3) === 0 ? value(3) : random(2) === 0 ? strange[random(strange.length)] : names[random(names.length)];
        try {
          // A field that no method knows: nothing may be done by chance.
          const reply = await steward.invoke(method, random(3) === 0 ? value(0) : { not_a_field: value(0) });
          if (typeof reply?.ok !== 'boolean') counts.other += 1;
          else if (reply.ok) counts.answered += 1;
          else counts.refused += 1;
        } catch {
          // What cannot be cloned does not leave the page.
          counts.thrown += 1;
        }
      };
      for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 250 }, one));
      return { counts, polluted: ({} as { polluted?: boolean }).polluted === true };
    },
    // Those that take no input would do what they do.
    Object.keys(methods).filter((name) => !/^(cache|keychain|updates)\./.test(name)),
  );
  expect(outcome.polluted).toBe(false);
  expect(outcome.counts.other).toBe(0);
  expect(outcome.counts.refused).toBeGreaterThan(3000);
  expect((await invoke(page, 'app.state', {})).accounts).toEqual([]);

  await test.step('too large, too many at once, and what is main’s own', async () => {
    const silent = createTcpServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const seen = await page.evaluate(async (url) => {
      type Answer = { ok: boolean; error?: { name: string; message: string } };
      const { steward } = window as unknown as { steward: { invoke(...args: unknown[]): Promise<Answer> } };
      const large = await steward.invoke('clipboard.copy_text', { text: 'x'.repeat(2 * 1024 * 1024) });
      const many = await Promise.all(
        Array.from({ length: 600 }, () => steward.invoke('proxy.test', { proxy: { mode: 'direct' }, url })),
      );
      const input = { account_id: 'none', route: 'sessions.create', input: {} };
      const own = await steward.invoke('api.call', input);
      const unknown = await steward.invoke('api.call', { ...input, route: 'no.such.route' });
      return {
        large: large.error?.name,
        many: many.filter(({ error }) => /Too many/.test(error?.message ?? '')).length,
        own: own.error?.name,
        unknown: unknown.error?.name,
      };
    }, `http://127.0.0.1:${port}`);
    silent.close();
    expect(seen).toMatchObject({ large: 'refused', own: 'refused', unknown: 'refused' });
    expect(seen.many).toBeGreaterThan(0);
  });
  expect((await invoke(page, 'app.state', {})).accounts).toEqual([]);
});

test('a certificate that nobody signed is not clicked away', async ({ app }) => {
  const folder = await mkdtemp(join(tmpdir(), 'steward-tls-'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem'];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', 'cert.pem', '-days', '2', ...name], {
    cwd: folder,
    stdio: 'ignore',
  });
  const cert = await readFile(join(folder, 'cert.pem'), 'utf8');
  let requests = 0;
  const server = createServer({ cert, key: await readFile(join(folder, 'key.pem'), 'utf8') }, (_request, response) => {
    requests += 1;
    response.end('{"status":"ok"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const direct = { proxy: { mode: 'direct' as const }, url };
    const refused = await invoke(app.page, 'proxy.test', direct);
    expect(refused).toMatchObject({ reached: false, message: expect.stringMatching(/certificate is not trusted/) });
    expect(requests).toBe(0);
    await invoke(app.page, 'certificates.add', { pem: cert });
    expect(await invoke(app.page, 'proxy.test', direct)).toMatchObject({ reached: true });
    const [added] = (await invoke(app.page, 'certificates.list', {})).certificates;
    await invoke(app.page, 'certificates.remove', { fingerprint: added?.fingerprint ?? '' });
    expect(await invoke(app.page, 'proxy.test', direct)).toMatchObject({ reached: false });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
});
