/**
 * The part of D-Bus's wire format that asking the Secret Service needs (specification 0.43, "Message Protocol"):
 * little-endian, no file descriptors. Written here because the libraries for it are unmaintained or bring a compiler.
 */
const ALIGNMENT: Readonly<Record<string, number>> = {
  y: 1,
  g: 1,
  v: 1,
  n: 2,
  q: 2,
  b: 4,
  i: 4,
  u: 4,
  h: 4,
  s: 4,
  o: 4,
  a: 4,
  x: 8,
  t: 8,
  d: 8,
  '(': 8,
  '{': 8,
};

const alignmentOf = (type: string): number => {
  const alignment = ALIGNMENT[type.charAt(0)];
  if (alignment === undefined) throw new Error(`D-Bus type ${type} is not known`);
  return alignment;
};

/** Splits a signature into its complete types: `sa{sv}u` into `s`, `a{sv}`, `u`. */
export function completeTypes(signature: string): string[] {
  const types: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < signature.length; at++) {
    const c = signature.charAt(at);
    if (c === '(' || c === '{') depth++;
    if (c === ')' || c === '}') depth--;
    if (depth > 0 || c === 'a') continue;
    types.push(signature.slice(start, at + 1));
    start = at + 1;
  }
  return types;
}

const padding = (length: number, alignment: number) => (alignment - (length % alignment)) % alignment;

interface Writer {
  readonly chunks: Buffer[];
  length: number;
}

function put(writer: Writer, chunk: Buffer): Writer {
  writer.chunks.push(chunk);
  writer.length += chunk.length;
  return writer;
}

const align = (writer: Writer, to: number) => put(writer, Buffer.alloc(padding(writer.length, to)));

function putUint32(writer: Writer, value: number): Writer {
  align(writer, 4);
  const chunk = Buffer.alloc(4);
  chunk.writeUInt32LE(value);
  return put(writer, chunk);
}

function putValue(writer: Writer, type: string, value: unknown): Writer {
  switch (type.charAt(0)) {
    case 'y':
      return put(writer, Buffer.from([Number(value)]));
    case 'b':
    case 'u':
      return putUint32(writer, Number(value));
    case 's':
    case 'o': {
      const text = Buffer.from(String(value), 'utf8');
      putUint32(writer, text.length);
      return put(writer, Buffer.concat([text, Buffer.from([0])]));
    }
    case 'g':
      return put(writer, Buffer.from([String(value).length, ...Buffer.from(String(value)), 0]));
    case 'v': {
      const [inner, content] = value as [string, unknown];
      putValue(writer, 'g', inner);
      return putValue(writer, inner, content);
    }
    case '(': {
      align(writer, 8);
      const items = value as unknown[];
      completeTypes(type.slice(1, -1)).forEach((inner, index) => void putValue(writer, inner, items[index]));
      return writer;
    }
    case 'a':
      return putArray(writer, type.slice(1), value as unknown[]);
    default:
      throw new Error(`D-Bus type ${type} cannot be written`);
  }
}

function putArray(writer: Writer, inner: string, items: readonly unknown[]): Writer {
  align(writer, 4);
  const size = Buffer.alloc(4);
  put(writer, size);
  align(writer, alignmentOf(inner));
  const start = writer.length;
  for (const item of items) putValue(writer, inner, item);
  size.writeUInt32LE(writer.length - start);
  return writer;
}

/** Values of the signature's types as bytes. */
export function marshal(signature: string, values: readonly unknown[]): Buffer {
  const writer: Writer = { chunks: [], length: 0 };
  completeTypes(signature).forEach((type, index) => void putValue(writer, type, values[index]));
  return Buffer.concat(writer.chunks);
}

interface Reader {
  readonly bytes: Buffer;
  at: number;
}

function takeUint32(reader: Reader): number {
  reader.at += padding(reader.at, 4);
  reader.at += 4;
  return reader.bytes.readUInt32LE(reader.at - 4);
}

function takeText(reader: Reader, length: number): string {
  const text = reader.bytes.toString('utf8', reader.at, reader.at + length);
  reader.at += length + 1;
  return text;
}

function takeArray(reader: Reader, inner: string): unknown[] {
  const length = takeUint32(reader);
  reader.at += padding(reader.at, alignmentOf(inner));
  const end = reader.at + length;
  if (end > reader.bytes.length) throw new Error('a D-Bus array is cut off');
  const items: unknown[] = [];
  while (reader.at < end) items.push(takeValue(reader, inner));
  return items;
}

function takeValue(reader: Reader, type: string): unknown {
  const alignment = alignmentOf(type);
  reader.at += padding(reader.at, alignment);
  switch (type.charAt(0)) {
    case 'y':
      return reader.bytes.readUInt8(reader.at++);
    case 'b':
      return takeUint32(reader) !== 0;
    case 's':
    case 'o':
      return takeText(reader, takeUint32(reader));
    case 'g':
      return takeText(reader, reader.bytes.readUInt8(reader.at++));
    case 'v':
      return takeValue(reader, String(takeValue(reader, 'g')));
    case 'a':
      return takeArray(reader, type.slice(1));
    case '(':
    case '{':
      return completeTypes(type.slice(1, -1)).map((inner) => takeValue(reader, inner));
    default:
      // Numbers that we are never told anything by; eight bytes, two, or four.
      reader.at += alignment;
      return alignment === 4 ? reader.bytes.readUInt32LE(reader.at - 4) : 0;
  }
}

/** The values of that signature at the start of `bytes`; throws where the bytes end too early. */
export function unmarshal(signature: string, bytes: Buffer): unknown[] {
  const reader: Reader = { bytes, at: 0 };
  return completeTypes(signature).map((type) => takeValue(reader, type));
}
