import * as Radix from '@radix-ui/react-dropdown-menu';
import type { ReactElement } from 'react';
import { MenuEntries } from './menu-content.tsx';
import { type MenuEntry, menuClass } from './menu-entries.ts';
import { useLandmark } from './use-landmark.ts';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  const [triggerRef, container] = useLandmark();
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild ref={triggerRef}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={menuClass}>
          <MenuEntries entries={entries} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
