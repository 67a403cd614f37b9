import { Check } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Kbd } from './kbd.tsx';
import {
  type MenuAction,
  type MenuEntry,
  menuHeadingClass,
  menuItemClass,
  menuSeparatorClass,
} from './menu-entries.ts';

interface PartProps {
  className?: string;
  children?: ReactNode;
}

interface ItemProps extends PartProps {
  onSelect?: (event: Event) => void;
  'aria-disabled'?: boolean | undefined;
}

/** The same parts from the dropdown's and the context menu's packages. */
export interface MenuParts {
  readonly Item: ComponentType<ItemProps>;
  readonly Label: ComponentType<PartProps>;
  readonly Separator: ComponentType<PartProps>;
}

function ActionContent({ icon: Icon, label, shortcut, disabledReason, checked }: MenuAction) {
  return (
    <>
      {Icon && <Icon aria-hidden size={15} className={cx('shrink-0', disabledReason && 'mt-0.5 self-start')} />}
      <span className="min-w-0 flex-1 break-words">
        {label}
        {disabledReason && <span className="block text-xs">{disabledReason}</span>}
      </span>
      {checked && <Check aria-label="chosen" size={15} className="shrink-0" />}
      {shortcut && <Kbd keys={shortcut} />}
    </>
  );
}

function Action({ action, Item }: { action: MenuAction; Item: MenuParts['Item'] }) {
  const disabled = action.disabledReason !== undefined;
  return (
    <Item
      aria-disabled={disabled || undefined}
      onSelect={(event) => (disabled ? event.preventDefault() : action.onSelect())}
      className={cx(menuItemClass, disabled ? 'text-muted' : action.danger && 'text-red-text')}
    >
      <ActionContent {...action} />
    </Item>
  );
}

export function MenuEntries({ entries, parts }: { entries: readonly MenuEntry[]; parts: MenuParts }) {
  const { Item, Label, Separator } = parts;
  return entries.map((entry, index) => {
    const key = 'label' in entry ? entry.label : index;
    if ('separator' in entry) return <Separator key={key} className={menuSeparatorClass} />;
    if ('heading' in entry)
      return (
        <Label key={key} className={menuHeadingClass}>
          {entry.heading}
        </Label>
      );
    return <Action key={key} action={entry} Item={Item} />;
  });
}
