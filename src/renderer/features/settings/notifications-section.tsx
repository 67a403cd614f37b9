import type { NoticeKind, Settings } from '../../../contract/ipc.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Section } from '../account/section.tsx';
import { changeSettings, useIsDesktop } from './use-setting.ts';

const KINDS: readonly { readonly kind: NoticeKind; readonly label: string; readonly hint: string }[] = [
  { kind: 'invitations', label: 'Invitations', hint: 'Somebody invites you to an organization.' },
  { kind: 'budgets', label: 'Budgets', hint: 'A budget that you may see reaches a level that warns.' },
  { kind: 'tokens', label: 'Tokens', hint: 'One of your tokens expires within 7 days.' },
];

/** The browser host has no notifications of its own. */
export function NotificationsSection({ settings }: { readonly settings: Settings }) {
  if (!useIsDesktop()) return null;
  const { notifications } = settings;
  return (
    <Section name="notifications" title="Notifications" text="For all accounts. A click on one leads to its place.">
      <div className="flex flex-col gap-3">
        {KINDS.map(({ kind, label, hint }) => (
          <Checkbox
            key={kind}
            label={label}
            hint={hint}
            checked={notifications[kind]}
            onCheckedChange={(wanted) => void changeSettings({ notifications: { ...notifications, [kind]: wanted } })}
          />
        ))}
      </div>
    </Section>
  );
}
