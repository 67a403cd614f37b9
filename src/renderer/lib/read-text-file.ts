import { type DecodedText, decodeText } from './decode-text.ts';

export interface DroppedFile extends DecodedText {
  readonly name: string;
}

/** More than any spreadsheet of people that the invite desk takes. */
const MAX_BYTES = 5 * 1024 * 1024;
const TYPES = /\.(csv|tsv|txt)$/i;
const SHEET = /\.(xlsx?|ods|numbers)$/i;
const ADVICE = ' Save it as CSV in your spreadsheet and take that.';

/** One text file, or in a sentence why it is none that can be read. */
export async function readTextFile(file: File): Promise<DroppedFile | string> {
  if (!TYPES.test(file.name)) return `“${file.name}” is not a CSV or text file.${SHEET.test(file.name) ? ADVICE : ''}`;
  if (file.size > MAX_BYTES) return `“${file.name}” is larger than 5 MB.`;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return `“${file.name}” could not be read.`;
  const read = decodeText(new Uint8Array(bytes));
  return read === null ? `“${file.name}” is not a text file.` : { name: file.name, ...read };
}
