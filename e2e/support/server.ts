import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, killProcess, ROOT } from './launch.ts';

/** A stand-alone server, as a company would run it: the backend that a test can take away. */
export interface TestServer {
  readonly url: string;
  readonly dataDir: string;
  /** Ends it gracefully. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
}

interface ServerOptions {
  readonly args?: readonly string[];
}

async function readReady(file: string, child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return (JSON.parse(text) as { url: string }).url;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Starts the built server on an embedded database of its own, on a free port of this machine. */
export async function startServer({ args = [] }: ServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-server-'));
  const dataDir = join(folder, 'data');
  const readyFile = join(folder, 'ready.json');
  let child: ChildProcess | undefined;
  let port = '0';

  const start = async (): Promise<string> => {
    await rm(readyFile, { force: true });
    const flags = ['--data', dataDir, '--port', port, '--ready-file', readyFile, ...args];
    const started = spawn(process.execPath, [join(ROOT, 'out/main/server.js'), ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, STEWARD_LOG_LEVEL: 'warn' },
    });
    child = started;
    let output = '';
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const url = await readReady(readyFile, started, () => output);
    port = new URL(url).port;
    return url;
  };
  const stop = async () => {
    if (child !== undefined) await endProcess(child);
  };
  const kill = async () => {
    if (child !== undefined) await killProcess(child);
  };
  const url = await start();
  return {
    url,
    dataDir,
    stop,
    kill,
    start: async () => void (await start()),
    dispose: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
