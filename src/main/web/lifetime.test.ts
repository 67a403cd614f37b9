import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const LIFETIME = JSON.stringify(join(import.meta.dirname, 'lifetime.ts'));
/** A host that says when it is there and when it was stopped, and would otherwise live for ever. */
const SCRIPT = `
  import { endWithTerminal } from ${LIFETIME};
  setInterval(() => undefined, 1000);
  endWithTerminal(async () => console.log('stopped'), true);
  console.log('ready');
`;

function start() {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '--eval', SCRIPT];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('ready')) resolve();
    });
  });
  return { child, ready, text: () => text };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('the host ends with %s, after it was stopped', async (signal) => {
  const { child, ready, text } = start();
  await ready;
  const ended = once(child, 'close');
  child.kill(signal);
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(text().split('stopped')).toHaveLength(2);
});

test('the host ends when the terminal that holds it goes away', async () => {
  const { child, ready, text } = start();
  await ready;
  const ended = once(child, 'close');
  child.stdin.destroy();
  expect(await ended).toEqual([0, null]);
  expect(text()).toContain('stopped');
});
