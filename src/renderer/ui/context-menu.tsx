import * as Radix from '@radix-ui/react-context-menu';
import type { ReactElement } from 'react';
import { MenuEntries } from './menu-content.tsx';
import { type MenuEntry, menuClass } from './menu-entries.ts';
import { useLandmark } from './use-landmark.ts';

export interface ContextMenuProps {
  readonly children: ReactElement;
  readonly entries: readonly MenuEntry[];
  /** What gets the focus when the menu closes. */
  readonly onClosed?: () => void;
  /** For owners that learn their entries from the very event that opens the menu. */
  readonly alwaysOn?: boolean;
}

export function ContextMenu({ children, entries, onClosed, alwaysOn = false }: ContextMenuProps) {
  const [triggerRef, container] = useLandmark();
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild ref={triggerRef} disabled={!alwaysOn && entries.length === 0}>
        {children}
      </Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          collisionPadding={8}
          className={menuClass}
          onCloseAutoFocus={(event) => {
            if (onClosed === undefined) return;
            event.preventDefault();
            onClosed();
          }}
        >
          <MenuEntries entries={entries} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
