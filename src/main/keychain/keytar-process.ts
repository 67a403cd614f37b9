/**
 * The process that keytar lives in: native code that has been seen to crash must not take the app with it. It runs
 * under Node's `fork` and under Electron's utilityProcess, and it never calls `findCredentials` (see secret-service.ts).
 */
import { type KeytarAnswer, type KeytarRequest, keytarRequest } from './keytar-messages.ts';
import { KEYCHAIN_SERVICE } from './secret-store.ts';

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Electron's utilityProcess gives its child this in place of `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown');

async function loadKeytar(): Promise<Keytar> {
  const loaded = (await import('keytar')) as Keytar & { default?: Keytar };
  return loaded.default ?? loaded;
}

async function act(keytar: Keytar, request: KeytarRequest): Promise<string | null> {
  switch (request.op) {
    case 'load':
      return null;
    case 'get':
      return keytar.getPassword(KEYCHAIN_SERVICE, request.name);
    case 'set':
      await keytar.setPassword(KEYCHAIN_SERVICE, request.name, request.value);
      return null;
    case 'delete':
      await keytar.deletePassword(KEYCHAIN_SERVICE, request.name);
      return null;
  }
}

let keytar: Promise<Keytar> | undefined;

async function answer(message: unknown): Promise<KeytarAnswer | undefined> {
  const parsed = keytarRequest.safeParse(message);
  if (!parsed.success) return undefined;
  const { request } = parsed.data;
  keytar ??= loadKeytar();
  let loaded: Keytar;
  try {
    loaded = await keytar;
  } catch (error) {
    return { request, outcome: 'not_loaded', message: messageOf(error) };
  }
  try {
    return { request, outcome: 'value', value: await act(loaded, parsed.data) };
  } catch (error) {
    return { request, outcome: 'failed', message: messageOf(error) };
  }
}

const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
const reply = async (message: unknown) => {
  const result = await answer(message);
  if (result === undefined) return;
  if (port === undefined) process.send?.(result);
  else port.postMessage(result);
};
if (port === undefined) {
  process.on('message', reply);
  // Ends with the app, also when the app was killed.
  process.on('disconnect', () => process.exit(0));
} else port.on('message', (event) => reply(event.data));
