import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ROOT } from './root.js';
import { say } from './terminal.js';

/** Everything that was started and has not ended, and the folders to remove in the end. */
const children = new Set();
const folders = new Set();
let stopping;

/** How long a child may take to end by itself once asked. */
const GRACE_MS = 10_000;

export const isStopping = () => stopping !== undefined;

/** Starts a program that `stopEverything` ends. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  children.add(child);
  const gone = () => children.delete(child);
  child.once('exit', gone).once('error', gone);
  return child;
}

/** Waits for a child: how it ended, with code 127 where it could not be started. */
export const ended = (child) =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

/** The first line that a child prints; undefined where it ends without one. */
export const firstLine = (child) =>
  new Promise((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => resolve(undefined)).once('error', () => resolve(undefined));
  });

/** Runs a program to its end, showing what it prints. */
export const run = (program, args, options) => ended(start(program, args, options));

/** Runs a program to its end, showing what it prints line by line behind a label: several may run at once. */
export function runBeside(label, program, args, options) {
  const child = start(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => say(`${label} │ ${line}`));
  return ended(child);
}

/** Runs a program to its end and answers what it printed; its standard output and error in one text. */
export async function capture(program, args, options = {}) {
  const child = start(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return { ...(await ended(child)), output };
}

export function removeInTheEnd(folder) {
  folders.add(folder);
  return folder;
}

function stopChild(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin?.end();
    child.kill(child.stopSignal ?? 'SIGTERM');
  });
}

/** Ends what was started, last one first, and removes the temporary folders. */
export function stopEverything() {
  stopping ??= (async () => {
    for (const child of [...children].reverse()) await stopChild(child);
    for (const folder of folders) {
      // A browser that has just ended may still write a last file.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  })();
  return stopping;
}

/** Ctrl-C and its like end what was started before they end us. */
export function stopOnSignals() {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => stopEverything().then(() => process.exit(code)));
  }
}
