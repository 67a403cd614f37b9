import type { Settings } from '../../../contract/ipc.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Section } from '../account/section.tsx';
import { changeSettings, useIsDesktop } from './use-setting.ts';

const START_PAGES = [
  { value: 'last', label: 'The organization of last time' },
  { value: 'organizations', label: 'All organizations' },
  { value: 'invitations', label: 'Invitations' },
] as const;

function DesktopChoices({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <Checkbox
        label="Open at login"
        hint={settings.tray ? 'It starts in the tray, without a window.' : undefined}
        checked={settings.open_at_login}
        onCheckedChange={(open_at_login) => void changeSettings({ open_at_login })}
      />
      <Checkbox
        label="Show an icon in the tray"
        hint="It says what waits for you, in all your accounts."
        checked={settings.tray}
        onCheckedChange={(tray) => void changeSettings(tray ? { tray } : { tray, keep_running: false })}
      />
      <Checkbox
        label="Keep running when the last window is closed"
        hint="Steward then stays in the tray and goes on to notify you."
        checked={settings.keep_running}
        disabled={!settings.tray}
        onCheckedChange={(keep_running) => void changeSettings({ keep_running })}
      />
    </>
  );
}

export function StartSection({ settings }: { readonly settings: Settings }) {
  const isDesktop = useIsDesktop();
  return (
    <Section name="start" title="Start">
      <div className="flex max-w-[360px] flex-col gap-3">
        <SelectField
          label="First page"
          options={START_PAGES}
          value={settings.start_page}
          onChange={({ target }) => void changeSettings({ start_page: target.value as Settings['start_page'] })}
        />
        {isDesktop && <DesktopChoices settings={settings} />}
      </div>
    </Section>
  );
}
