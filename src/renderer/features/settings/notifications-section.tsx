import { NOTICE_KINDS, type Settings } from '../../../contract/ipc.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Section } from '../account/section.tsx';
import { TOPICS } from '../notifications/topics.ts';
import { changeSettings, useIsDesktop } from './use-setting.ts';

/** The browser host has no notifications of its own. */
export function NotificationsSection({ settings }: { readonly settings: Settings }) {
  if (!useIsDesktop()) return null;
  const { notifications } = settings;
  return (
    <Section
      name="notifications"
      title="Desktop notifications"
      text="What Steward shows outside of its window, for all accounts. All of it is behind the bell too."
    >
      <div className="flex flex-col gap-3">
        {NOTICE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={TOPICS[kind].label}
            hint={TOPICS[kind].hint}
            checked={notifications[kind]}
            onCheckedChange={(wanted) => void changeSettings({ notifications: { ...notifications, [kind]: wanted } })}
          />
        ))}
      </div>
    </Section>
  );
}
