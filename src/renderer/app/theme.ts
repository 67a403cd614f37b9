import type { Settings } from '../../contract/ipc.ts';
import { setLocale } from '../lib/locale.ts';
import { useSession } from '../lib/session.ts';

const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)');

const isDark = (theme: Settings['theme']): boolean => (theme === 'system' ? systemDark().matches : theme === 'dark');

function apply(): void {
  const { state } = useSession.getState();
  setLocale(state?.settings.locale ?? 'system');
  document.documentElement.classList.toggle('dark', isDark(state?.settings.theme ?? 'system'));
  document.documentElement.dataset.platform = state?.info.platform ?? 'other';
}

/** Keeps the page in the theme, and numbers and dates in the locale, that the settings and the system ask for. */
export function followTheme(): void {
  apply();
  useSession.subscribe(apply);
  systemDark().addEventListener('change', apply);
}

export const useTheme = (): 'light' | 'dark' =>
  useSession(({ state }) => isDark(state?.settings.theme ?? 'system')) ? 'dark' : 'light';
