import { marshal, unmarshal } from './dbus-wire.ts';

export interface DBusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A message as it comes from the bus. */
export interface DBusMessage {
  readonly type: 'reply' | 'error' | 'signal' | 'call';
  readonly replySerial: number | undefined;
  readonly path: string | undefined;
  readonly member: string | undefined;
  readonly errorName: string | undefined;
  readonly body: readonly unknown[];
}

const TYPES = ['call', 'reply', 'error', 'signal'] as const;
const FIELD = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const;
const pad8 = (length: number) => (8 - (length % 8)) % 8;
/** Far more than any answer to us; a longer one is not read into memory. */
const LONGEST_MESSAGE = 4 * 1024 * 1024;

/** A method call as bytes. */
export function encodeCall(call: DBusCall, serial: number): Buffer {
  const signature = call.signature ?? '';
  const body = marshal(signature, call.body ?? []);
  const fields: unknown[] = [
    [FIELD.path, ['o', call.path]],
    [FIELD.interface, ['s', call.interface]],
    [FIELD.member, ['s', call.member]],
    [FIELD.destination, ['s', call.destination]],
  ];
  if (signature !== '') fields.push([FIELD.signature, ['g', signature]]);
  const header = marshal('yyyyuua(yv)', ['l'.charCodeAt(0), 1, 0, 1, body.length, serial, fields]);
  return Buffer.concat([header, Buffer.alloc(pad8(header.length)), body]);
}

/** The first whole message in `bytes` and its length, or undefined while it is incomplete. Throws on nonsense. */
export function decodeMessage(bytes: Buffer): { message: DBusMessage; length: number } | undefined {
  if (bytes.length < 16) return undefined;
  if (bytes[0] !== 'l'.charCodeAt(0)) throw new Error('a D-Bus message is not little-endian');
  const bodyLength = bytes.readUInt32LE(4);
  const headerLength = 16 + bytes.readUInt32LE(12);
  const bodyStart = headerLength + pad8(headerLength);
  const length = bodyStart + bodyLength;
  if (length > LONGEST_MESSAGE) throw new Error('a D-Bus message is too long');
  if (bytes.length < length) return undefined;
  const header = unmarshal('yyyyuua(yv)', bytes.subarray(0, headerLength));
  const fields = new Map(header[6] as [number, unknown][]);
  const text = (field: number) => (fields.has(field) ? String(fields.get(field)) : undefined);
  const replySerial = fields.get(FIELD.replySerial);
  const message: DBusMessage = {
    type: TYPES[Number(header[1]) - 1] ?? 'signal',
    replySerial: typeof replySerial === 'number' ? replySerial : undefined,
    path: text(FIELD.path),
    member: text(FIELD.member),
    errorName: text(FIELD.errorName),
    body: unmarshal(text(FIELD.signature) ?? '', bytes.subarray(bodyStart, length)),
  };
  return { message, length };
}
