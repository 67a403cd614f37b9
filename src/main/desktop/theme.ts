import { nativeTheme } from 'electron';
import type { Steward } from '../steward.ts';

/** Menus, dialogs and `prefers-color-scheme` follow the setting, from before the first window on. */
export function followTheme(steward: Pick<Steward, 'state' | 'subscribe'>): void {
  nativeTheme.themeSource = steward.state().settings.theme;
  steward.subscribe((event) => {
    if (event.type === 'state') nativeTheme.themeSource = event.state.settings.theme;
  });
}
