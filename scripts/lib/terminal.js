/** What the scripts say: one line per step, plain text, so that it reads the same in a log. */
export const say = (text) => process.stdout.write(`${text}\n`);
export const step = (text) => say(`• ${text}`);
export const warn = (text) => process.stderr.write(`! ${text}\n`);

/** A failure that needs no stack: its sentence says it all. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
