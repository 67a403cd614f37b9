import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type Browser, type ElectronApplication, type Page, test } from '@playwright/test';

export type HostName = 'browser' | 'electron';

export const ROOT = join(import.meta.dirname, '..', '..');
const READY = /http:\/\/127\.0\.0\.1:\d+\/open\?code=\S+/;
const WINDOW = { width: 1440, height: 900 } as const;

/** Steward as a test holds it, whichever host it runs in. */
export interface Running {
  readonly page: Page;
  /** Only in the electron project. */
  readonly electron?: ElectronApplication;
  /** What the host's process printed. */
  output(): string;
  /** Ends it as a user would: gracefully. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  return () => text;
}

/** Asks a process to end and waits until it has. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Ends a process at once and waits until it has. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The first line that matches what is waited for, or an error with all that was printed. */
function firstMatch(child: ChildProcess, pattern: RegExp, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = pattern.exec(line);
        if (found !== null) resolve(found[0]);
      });
    child.once('exit', (code) => reject(new Error(`Steward ended with ${code}:\n${output()}`)));
  });
}

/** Variables to set, or with undefined to take away. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Our own environment with changes. */
const environment = (changes: Env): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

async function launchBrowserHost(
  dataDir: string,
  browser: Browser,
  args: readonly string[],
  env: Env,
): Promise<Running> {
  // A test that is interrupted takes it along, however far its start has come.
  const flags = ['--end-with-stdin', '--data', dataDir, ...args];
  const host = spawn(process.execPath, [join(ROOT, 'out/main/web.js'), ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment(env),
  });
  const output = collect(host);
  const link = await firstMatch(host, READY, output);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  return {
    page,
    output,
    stop: async () => {
      await context.close();
      await endProcess(host);
    },
    kill: async () => {
      await killProcess(host);
      await context.close();
    },
  };
}

async function launchElectron(dataDir: string, args: readonly string[], env: Env): Promise<Running> {
  // The machines that run these tests give Electron no user namespaces for its sandbox; the product never says so.
  const electron = await _electron.launch({
    args: [ROOT, '--no-sandbox', '--data', dataDir, ...args],
    env: environment(env),
  });
  const output = collect(electron.process());
  // Playwright applies the limits of its configuration to browsers only.
  electron.context().setDefaultTimeout(test.info().project.use.actionTimeout ?? 0);
  const page = await electron.firstWindow({ timeout: 0 });
  const window = await electron.browserWindow(page);
  await window.evaluate((shown, size) => shown.setContentSize(size.width, size.height), WINDOW);
  return {
    page,
    electron,
    output,
    stop: () => electron.close(),
    kill: () => killProcess(electron.process()),
  };
}

export interface LaunchOptions {
  readonly host: HostName;
  readonly dataDir: string;
  readonly browser: () => Promise<Browser>;
  readonly args?: readonly string[];
  readonly env?: Env;
}

export function launch({ host, dataDir, browser, args = [], env = {} }: LaunchOptions): Promise<Running> {
  return host === 'electron'
    ? launchElectron(dataDir, args, env)
    : browser().then((shared) => launchBrowserHost(dataDir, shared, args, env));
}
