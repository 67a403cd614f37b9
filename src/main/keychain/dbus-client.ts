import { createConnection, type Socket } from 'node:net';
import { type DBusCall, type DBusMessage, decodeMessage, encodeCall } from './dbus-message.ts';

/** A refusal of the bus or of a service, with D-Bus's own name for it. */
export class DBusError extends Error {
  readonly errorName: string;

  constructor(errorName: string, message: string) {
    super(message);
    this.name = 'DBusError';
    this.errorName = errorName;
  }
}

export interface DBusClient {
  /** The reply's values. Throws `DBusError`, or `Error` where the connection ends first. */
  call(call: DBusCall): Promise<readonly unknown[]>;
  /** Calls `listener` for each signal that a match rule lets through. */
  onSignal(listener: (message: DBusMessage) => void): void;
  close(): void;
}

/** The socket paths of a bus address, in its order; those of other transports are left out. */
export function socketPaths(address: string): string[] {
  return address.split(';').flatMap((entry) => {
    const match = /^unix:(.*)$/.exec(entry);
    if (match === null) return [];
    const options = new Map(
      (match[1] ?? '').split(',').map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      }),
    );
    const abstract = options.get('abstract');
    const path = options.get('path') ?? (abstract === undefined ? undefined : `\0${abstract}`);
    return path === undefined ? [] : [path];
  });
}

/** The session bus's address as libdbus finds it, or undefined where there is no session bus. */
export const sessionBusAddress = (env: NodeJS.ProcessEnv): string | undefined =>
  env.DBUS_SESSION_BUS_ADDRESS || (env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : undefined);

const open = (path: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ path });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });

const authenticate = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    const fail = () => reject(new Error('the session bus closed the connection'));
    socket.once('close', fail);
    socket.once('error', fail);
    // The bus says nothing more before BEGIN, so the first line is all there is.
    socket.once('data', (line: Buffer) => {
      socket.off('close', fail);
      socket.off('error', fail);
      if (!line.toString('latin1').startsWith('OK ')) return reject(new Error('the session bus does not know us'));
      socket.write('BEGIN\r\n');
      resolve();
    });
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  });

/** Connects to the first of the address's sockets that answers. Throws where none does. */
export async function connectToBus(address: string): Promise<DBusClient> {
  let last: unknown = new Error('the session bus has no address');
  for (const path of socketPaths(address)) {
    try {
      const socket = await open(path);
      await authenticate(socket);
      const client = speak(socket);
      await client.call({ ...BUS, member: 'Hello' });
      return client;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** The bus itself, as the destination of a call. */
export const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

interface Waiting {
  resolve(body: readonly unknown[]): void;
  reject(error: Error): void;
}

function speak(socket: Socket): DBusClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(message: DBusMessage) => void>();
  let serial = 0;
  let received: Buffer = Buffer.alloc(0);

  const deliver = (message: DBusMessage) => {
    if (message.type === 'signal') for (const listener of listeners) listener(message);
    const call = message.replySerial === undefined ? undefined : waiting.get(message.replySerial);
    if (call === undefined || message.replySerial === undefined) return;
    waiting.delete(message.replySerial);
    if (message.type === 'reply') call.resolve(message.body);
    else call.reject(new DBusError(message.errorName ?? 'unknown', String(message.body[0] ?? message.errorName)));
  };
  const end = () => {
    for (const call of waiting.values()) call.reject(new Error('the session bus closed the connection'));
    waiting.clear();
  };
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    try {
      for (let next = decodeMessage(received); next !== undefined; next = decodeMessage(received)) {
        received = received.subarray(next.length);
        deliver(next.message);
      }
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error('nonsense from the session bus'));
    }
  });
  socket.on('close', end);
  // 'close' follows and ends the calls; without a listener the error would end the app.
  socket.on('error', end);

  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the session bus closed the connection'));
        serial += 1;
        waiting.set(serial, { resolve, reject });
        socket.write(encodeCall(call, serial));
      }),
    onSignal: (listener) => void listeners.add(listener),
    close: () => void socket.destroy(),
  };
}
