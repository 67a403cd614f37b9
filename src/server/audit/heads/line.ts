import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

const base = { time: z.string(), prev: z.string(), sig: z.string() };

/** A line of a file of heads: a head; a file's first line, which carries over the last of the file before; a new start. */
const lineForm = z.union([
  z.strictObject({ owner: z.string(), seq: z.number().int(), hash: z.string(), ...base }),
  z.strictObject({ continues: z.string(), ...base }),
  z.strictObject({ started_over: z.literal(true), ...base }),
]);
export type HeadLine = z.infer<typeof lineForm>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type LineContent = DistributiveOmit<HeadLine, 'prev' | 'sig'>;

/** What the next line carries of this one. */
export const lineHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes a line after the one whose hash is `prev`, and signs all of it. */
export function writeLine(content: LineContent, prev: string, key: KeyObject): string {
  const unsigned = JSON.stringify({ ...content, prev });
  return JSON.stringify({ ...content, prev, sig: sign(null, Buffer.from(unsigned), key).toString('base64') });
}

/** A line's content, or null for something that no writer of ours wrote. */
export function parseLine(text: string): HeadLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = lineForm.safeParse(value);
  return parsed.success && JSON.stringify(value) === text ? (value as HeadLine) : null;
}

/** Whether the holder of the key wrote this line. */
export function isSigned(line: HeadLine, key: KeyObject): boolean {
  const { sig, ...content } = line;
  return verify(null, Buffer.from(JSON.stringify(content)), key, Buffer.from(sig, 'base64'));
}
