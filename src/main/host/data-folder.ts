import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Steward keeps what it knows unless `--data` says otherwise: the folder that Electron would choose as well. */
export function defaultDataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Steward');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Steward');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'Steward');
}
