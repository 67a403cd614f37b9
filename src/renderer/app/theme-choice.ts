import { Monitor, Moon, Sun } from 'lucide-react';
import { invoke, toAppError } from '../lib/bridge.ts';
import { useSession } from '../lib/session.ts';
import { toast } from '../ui/toast.tsx';

export const THEMES = [
  { value: 'system', label: 'Like the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export type Theme = (typeof THEMES)[number]['value'];

/** Changes the theme and keeps it; says so where that fails. */
export async function chooseTheme(theme: Theme): Promise<void> {
  try {
    const settings = await invoke('settings.update', { theme });
    const { state } = useSession.getState();
    if (state !== null) useSession.setState({ state: { ...state, settings } });
  } catch (thrown) {
    toast.error('Could not change the theme', toAppError(thrown));
  }
}
