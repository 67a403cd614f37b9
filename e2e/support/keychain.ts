import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The password of the keyring that the tests' runner unlocked. */
const PASSWORD = 'pw';
const COLLECTION = '/org/freedesktop/secrets/collection/login';

/** Whether this test's process has a real Secret Service to talk to. */
export async function hasKeychain(): Promise<boolean> {
  try {
    await isLocked();
    return true;
  } catch {
    return false;
  }
}

const call = async (method: string, ...args: string[]): Promise<string> => {
  const target = ['--session', '--dest', 'org.freedesktop.secrets', '--object-path'];
  return (await execute('gdbus', ['call', ...target, ...args.slice(0, 1), '--method', method, ...args.slice(1)]))
    .stdout;
};

export async function isLocked(): Promise<boolean> {
  const args = [COLLECTION, 'org.freedesktop.Secret.Collection', 'Locked'];
  return (await call('org.freedesktop.DBus.Properties.Get', ...args)).includes('true');
}

export async function lockKeychain(): Promise<void> {
  await call('org.freedesktop.Secret.Service.Lock', '/org/freedesktop/secrets', `[objectpath "${COLLECTION}"]`);
  if (!(await isLocked())) throw new Error('The keyring did not lock.');
}

/** The daemon's own protocol, as at a login: a byte for the credentials, then length, operation 1, and the password. */
function unlockPacket(): Buffer {
  const password = Buffer.from(PASSWORD);
  const packet = Buffer.alloc(13 + password.length);
  packet.writeUInt32BE(12 + password.length, 1);
  packet.writeUInt32BE(1, 5);
  packet.writeUInt32BE(password.length, 9);
  password.copy(packet, 13);
  return packet;
}

/** Unlocks it without a dialog. */
export async function unlockKeychain(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(join(process.env.XDG_RUNTIME_DIR ?? '', 'keyring', 'control'));
    socket.once('error', reject).once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.write(unlockPacket());
  });
  if (await isLocked()) throw new Error('The keyring did not unlock.');
}

/** What `secret-tool` finds under our service and this name; null where there is nothing. */
export async function storedSecret(name: string): Promise<string | null> {
  try {
    return (await execute('secret-tool', ['lookup', 'service', 'Steward', 'account', name])).stdout;
  } catch {
    return null;
  }
}
