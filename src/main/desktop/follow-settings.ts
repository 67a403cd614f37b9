import type { Logger } from '../lib/logger.ts';
import type { Steward } from '../steward.ts';
import { setLoginItem } from './login-item.ts';
import type { TrayIcon } from './tray.ts';

interface Followed {
  readonly tray: TrayIcon;
  readonly log: Logger;
  /** A run for a picture shows no tray. */
  readonly smoke: boolean;
}

/** Keeps the tray's icon and the start at login as the settings say, from now on. */
export function followSettings(steward: Pick<Steward, 'state' | 'subscribe'>, { tray, log, smoke }: Followed): void {
  let shown: boolean | undefined;
  let atLogin: boolean | undefined;
  const apply = () => {
    const { settings } = steward.state();
    const wanted = settings.tray && !smoke;
    if (wanted !== shown) tray.show(wanted);
    if (settings.open_at_login !== atLogin) void setLoginItem(settings.open_at_login, log);
    shown = wanted;
    atLogin = settings.open_at_login;
  };
  apply();
  steward.subscribe((event) => {
    if (event.type === 'state') apply();
  });
}
