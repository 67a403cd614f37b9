import { BUS, connectToBus, type DBusClient, DBusError, sessionBusAddress } from './dbus-client.ts';
import type { KeychainProblem } from './secret-store.ts';

/**
 * Asks the Secret Service (GNOME Keyring, KWallet, KeePassXC) directly whether it is there and open. keytar cannot
 * tell: it answers null for a locked keyring as for a secret that does not exist.
 */
export interface KeychainProbe {
  /** Looks, without asking the user anything. Never throws. */
  status(): Promise<'ready' | KeychainProblem>;
  /** Has the service ask the user for the keyring's password, and answers the status then. Never throws. */
  unlock(): Promise<'ready' | KeychainProblem>;
}

const SERVICE = 'org.freedesktop.secrets';
const ROOT = '/org/freedesktop/secrets';
/** No such service can be started, nobody has the name, or its program is gone. */
const NOT_THERE = /ServiceUnknown|NameHasNoOwner|Spawn\.|FileNotFound|Disconnected/;

const onService = { destination: SERVICE, path: ROOT, interface: 'org.freedesktop.Secret.Service' } as const;

/** The path of the keyring that new secrets go to, or undefined where there is none yet. */
async function defaultCollection(bus: DBusClient): Promise<string | undefined> {
  const [path] = await bus.call({ ...onService, member: 'ReadAlias', signature: 's', body: ['default'] });
  return typeof path === 'string' && path !== '/' ? path : undefined;
}

async function isLocked(bus: DBusClient, collection: string): Promise<boolean> {
  const [locked] = await bus.call({
    destination: SERVICE,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  return locked === true;
}

/** Asks for the keyring's password through the service's own dialog and waits until it is answered or dismissed. */
async function askToUnlock(bus: DBusClient, collection: string): Promise<void> {
  const [, prompt] = await bus.call({ ...onService, member: 'Unlock', signature: 'ao', body: [[collection]] });
  if (typeof prompt !== 'string' || prompt === '/') return;
  const rule = `type='signal',interface='org.freedesktop.Secret.Prompt',member='Completed',path='${prompt}'`;
  await bus.call({ ...BUS, member: 'AddMatch', signature: 's', body: [rule] });
  const completed = new Promise<void>((resolve) => {
    bus.onSignal((signal) => {
      if (signal.member === 'Completed' && signal.path === prompt) resolve();
    });
  });
  const prompting = { destination: SERVICE, path: prompt, interface: 'org.freedesktop.Secret.Prompt' };
  await bus.call({ ...prompting, member: 'Prompt', signature: 's', body: [''] });
  await completed;
}

interface ProbeOptions {
  readonly env: NodeJS.ProcessEnv;
  /** How long a look may take. */
  readonly lookMs?: number;
  /** How long the user has for the dialog. */
  readonly askMs?: number;
}

/** The probe for Linux and the BSDs. */
export function createSecretServiceProbe({ env, lookMs = 5000, askMs = 120_000 }: ProbeOptions): KeychainProbe {
  // Where no keyring exists, the service asks for a password for a new one; without a display nobody can answer.
  const canAsk = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

  const look = async (bus: DBusClient): Promise<'ready' | KeychainProblem> => {
    const collection = await defaultCollection(bus);
    if (collection === undefined) return canAsk ? 'ready' : 'absent';
    try {
      return (await isLocked(bus, collection)) ? 'locked' : 'ready';
    } catch (error) {
      // An alias that names a keyring which has been deleted.
      if (error instanceof DBusError && /UnknownMethod|UnknownObject/.test(error.errorName))
        return canAsk ? 'ready' : 'absent';
      throw error;
    }
  };

  const within = async (
    limit: number,
    act: (bus: DBusClient) => Promise<'ready' | KeychainProblem>,
  ): Promise<'ready' | KeychainProblem> => {
    const address = sessionBusAddress(env);
    if (address === undefined) return 'absent';
    const bus = await connectToBus(address).catch(() => undefined);
    if (bus === undefined) return 'absent';
    const timer = setTimeout(() => bus.close(), limit);
    try {
      return await act(bus);
    } catch (error) {
      return error instanceof DBusError && NOT_THERE.test(error.errorName) ? 'absent' : 'refused';
    } finally {
      clearTimeout(timer);
      bus.close();
    }
  };

  return {
    status: () => within(lookMs, look),
    unlock: () =>
      within(askMs, async (bus) => {
        const collection = await defaultCollection(bus);
        if (collection !== undefined && (await look(bus)) === 'locked') await askToUnlock(bus, collection);
        return look(bus);
      }),
  };
}

/** For macOS and Windows, whose keychains are always there: what is wrong shows when a secret is asked for. */
export const alwaysReady: KeychainProbe = { status: async () => 'ready', unlock: async () => 'ready' };
