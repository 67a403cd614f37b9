import { useSession } from '../lib/session.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { chooseTheme, THEMES } from './theme-choice.ts';

export function ThemeMenu() {
  const theme = useSession(({ state }) => state?.settings.theme ?? 'system');
  const current = THEMES.find(({ value }) => value === theme) ?? THEMES[0];
  const entries = THEMES.map(({ value, label, icon }) => ({
    label,
    icon,
    checked: value === theme,
    onSelect: () => void chooseTheme(value),
  }));
  return (
    <Menu
      align="end"
      trigger={<IconButton label={`Theme: ${current.label.toLowerCase()}`} icon={current.icon} />}
      entries={entries}
    />
  );
}
