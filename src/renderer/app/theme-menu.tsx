import { Monitor, Moon, Sun } from 'lucide-react';
import { invoke, toAppError } from '../lib/bridge.ts';
import { useSession } from '../lib/session.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';

const THEMES = [
  { value: 'system', label: 'Like the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

type Theme = (typeof THEMES)[number]['value'];

async function choose(theme: Theme): Promise<void> {
  try {
    const settings = await invoke('settings.update', { theme });
    const { state } = useSession.getState();
    if (state !== null) useSession.setState({ state: { ...state, settings } });
  } catch (thrown) {
    toast.error('Could not change the theme', toAppError(thrown));
  }
}

export function ThemeMenu() {
  const theme = useSession(({ state }) => state?.settings.theme ?? 'system');
  const current = THEMES.find(({ value }) => value === theme) ?? THEMES[0];
  const entries = THEMES.map(({ value, label, icon }) => ({
    label,
    icon,
    checked: value === theme,
    onSelect: () => void choose(value),
  }));
  return (
    <Menu
      align="end"
      trigger={<IconButton label={`Theme: ${current.label.toLowerCase()}`} icon={current.icon} />}
      entries={entries}
    />
  );
}
