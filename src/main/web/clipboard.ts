import { spawn } from 'node:child_process';

type Command = readonly [program: string, ...args: string[]];

const COPY: Partial<Record<NodeJS.Platform, readonly Command[]>> = {
  darwin: [['pbcopy']],
  win32: [['clip']],
  linux: [['wl-copy'], ['xclip', '-selection', 'clipboard'], ['xsel', '--clipboard', '--input']],
};

const PASTE: Partial<Record<NodeJS.Platform, readonly Command[]>> = {
  darwin: [['pbpaste']],
  win32: [['powershell', '-NoProfile', '-Command', 'Get-Clipboard -Raw']],
  linux: [
    ['wl-paste', '--no-newline'],
    ['xclip', '-selection', 'clipboard', '-o'],
    ['xsel', '--clipboard', '--output'],
  ],
};

/** Gives `input` to a program that copies; without one, answers what a program that pastes prints. */
function run([program, ...args]: Command, input: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', input === undefined ? 'pipe' : 'ignore', 'ignore'] });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    // A copying tool stays behind with our pipe to serve what it copied: it is done when it exits, not when that closes.
    child.once(input === undefined ? 'close' : 'exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ended with ${code}.`)),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

async function firstThatWorks(commands: readonly Command[] | undefined, input?: string): Promise<string> {
  for (const command of commands ?? []) {
    try {
      return await run(command, input);
    } catch {
      // The next tool may be there.
    }
  }
  throw new Error('There is no clipboard here: install wl-clipboard, xclip or xsel.');
}

/** The system's clipboard through its own tools; the text goes in by standard input, never as an argument. */
export const copyText = async (text: string): Promise<void> => {
  await firstThatWorks(COPY[process.platform], text);
};
export const readClipboard = (): Promise<string> => firstThatWorks(PASTE[process.platform]);
