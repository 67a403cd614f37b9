import { arch, homedir, release, userInfo } from 'node:os';
import type { AppState, CacheInfo } from '../../contract/ipc.ts';

interface Known {
  readonly state: AppState;
  readonly cache: CacheInfo;
  readonly dataDir: string;
  readonly authorities: number;
}

/** A path as anybody may read it: the home folder and the user's name are left out. */
export function withoutNames(path: string, home: string = homedir(), user: string = userInfo().username): string {
  const short = path === home || path.startsWith(`${home}/`) || path.startsWith(`${home}\\`);
  const text = short ? `~${path.slice(home.length)}` : path;
  return user.length < 2
    ? text
    : text
        .split(/([/\\])/)
        .map((part) => (part === user ? '…' : part))
        .join('');
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** A server as support needs it: its kind and whether it can be reached, not whose it is. */
function accountLines({ accounts, connections, active_account_id }: AppState): string[] {
  return accounts.map(({ id, kind, url, secret, needs_sign_in }, index) => {
    const connection = connections.find(({ account_id }) => account_id === id);
    const latency = connection?.latency_ms == null ? '' : `, ${connection.latency_ms} ms`;
    const parts = [
      `  ${index + 1}. ${kind}${kind === 'server' ? ` (${new URL(url).protocol.slice(0, -1)})` : ''}`,
      `${connection?.state ?? 'unknown'}${latency}`,
      `token in ${secret === 'keychain' ? 'the keychain' : 'memory'}`,
    ];
    const notes = [needs_sign_in ? 'needs sign-in' : '', id === active_account_id ? 'active' : ''].filter(Boolean);
    return [...parts, ...notes].join(', ');
  });
}

/** What support needs to know, as text to copy: no tokens, no names of people, no addresses of servers. */
export function diagnosticsText({ state, cache, dataDir, authorities }: Known): string {
  const { info, settings, keychain, update } = state;
  const { electron, chrome, node } = process.versions;
  return [
    `Steward ${info.version} (${info.host})`,
    `System: ${process.platform} ${release()} ${arch()}`,
    `Runtime: ${electron === undefined ? '' : `Electron ${electron}, Chromium ${chrome}, `}Node ${node}`,
    `Data folder: ${withoutNames(dataDir)}`,
    `Keychain: ${keychain}`,
    `Cache: ${cache.entries} answers, ${cache.bytes} bytes, ${cache.dropped} dropped${cache.problem ? `, ${cache.problem}` : ''}`,
    `Proxy: ${settings.proxy.mode}; own certificate authorities: ${authorities}`,
    `Updates: ${update.state}${update.version === null ? '' : ` (${update.version})`}`,
    `Local workspace: ${yesNo(info.has_workspace)}`,
    `Accounts: ${state.accounts.length}`,
    ...accountLines(state),
    `Locale: ${settings.locale}, theme: ${settings.theme}, time zone: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`,
  ].join('\n');
}
