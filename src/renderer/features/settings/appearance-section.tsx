import type { Settings } from '../../../contract/ipc.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Section } from '../account/section.tsx';
import { localeOptions, localeSample } from './locales.ts';
import { changeSettings } from './use-setting.ts';

const THEMES = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function AppearanceSection({ settings }: { readonly settings: Settings }) {
  const locale = settings.locale === 'system' ? undefined : settings.locale;
  return (
    <Section name="appearance" title="Appearance">
      <div className="grid max-w-[560px] grid-cols-2 gap-4">
        <SelectField
          label="Theme"
          options={THEMES}
          value={settings.theme}
          onChange={({ target }) => void changeSettings({ theme: target.value as Settings['theme'] })}
        />
        <SelectField
          label="Numbers and dates"
          options={localeOptions(settings.locale)}
          value={settings.locale}
          hint={localeSample(locale)}
          onChange={({ target }) => void changeSettings({ locale: target.value })}
        />
      </div>
    </Section>
  );
}
