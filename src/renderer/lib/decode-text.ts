/** Text as it was read from a file, and what it was written in, as people call it. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Latin-1';
}

const SAMPLE = 4096;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no text that people write holds these
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** UTF-16 without a mark: of Western text every second byte is zero. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 === 1) return null;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, SAMPLE);
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > end / 4 && even < end / 20) return 'utf-16le';
  return even > end / 4 && odd < end / 20 ? 'utf-16be' : null;
}

const decode = (label: string, bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText => ({
  text: new TextDecoder(label).decode(bytes),
  encoding,
});

function decodeBytes(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes, 'UTF-16');
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes, 'UTF-16');
  const order = utf16Order(bytes);
  if (order !== null) return decode(order, bytes, 'UTF-16');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return decode('windows-1252', bytes, 'Latin-1');
  }
}

/** Reads what spreadsheets write: UTF-8 with a mark or without, UTF-16 in both orders, else Latin-1. Null for no text. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const read = decodeBytes(bytes);
  return BINARY.test(read.text) ? null : read;
}
