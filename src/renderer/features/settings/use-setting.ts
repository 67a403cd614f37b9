import type { Settings, SettingsChange } from '../../../contract/ipc.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { useSession } from '../../lib/session.ts';
import { toast } from '../../ui/toast.tsx';

export const useSettings = (): Settings | null => useSession(({ state }) => state?.settings ?? null);

/** Whether Steward is the desktop app: the browser host has no tray and does not start at login. */
export const useIsDesktop = (): boolean => useSession(({ state }) => state?.info.host === 'electron');

/** Changes settings at once; what main keeps is what shows. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  try {
    const settings = await invoke('settings.update', change);
    const { state } = useSession.getState();
    if (state !== null) useSession.setState({ state: { ...state, settings } });
  } catch (thrown) {
    toast.error('The setting was not changed', toAppError(thrown));
  }
}
