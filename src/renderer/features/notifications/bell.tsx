import * as Popover from '@radix-ui/react-popover';
import { Bell as BellIcon } from 'lucide-react';
import { formatNumber } from '../../lib/format.ts';
import { later } from '../../lib/later.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLandmark } from '../../ui/use-landmark.ts';
import { setBell, useBell } from './bell-state.ts';
import { useUnreadCount } from './use-notifications.ts';

const BellPanel = later(async () => (await import('./bell-panel.tsx')).BellPanel);

/** The bell of the header: how much is unread in all organizations, and the newest of it one key away. */
export function Bell() {
  const count = useUnreadCount();
  const open = useBell((state) => state.open);
  const [triggerRef, container] = useLandmark();
  const label = count === 0 ? 'Notifications' : `Notifications, ${formatNumber(count)} unread`;
  return (
    <Popover.Root open={open} onOpenChange={setBell}>
      <Popover.Trigger asChild ref={triggerRef}>
        <IconButton label={label} icon={BellIcon} count={count} shortcut="Mod+Shift+Y" />
      </Popover.Trigger>
      <Popover.Portal container={container}>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Notifications"
          className="floating z-50 flex max-h-[min(640px,calc(100vh-72px))] w-[440px] flex-col rounded-lg border border-line-strong bg-float shadow-float"
          onOpenAutoFocus={focusFirst}
        >
          <BellPanel onClose={() => setBell(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The newest notification has the focus, so that arrow keys work at once. Without one, the panel's first button. */
function focusFirst(event: Event): void {
  const panel = event.currentTarget as HTMLElement;
  const first = panel.querySelector<HTMLElement>('[data-notification]');
  if (first === null) return;
  event.preventDefault();
  first.focus();
}
