import { Command } from 'cmdk';
import { cx } from '../../lib/cx.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { Choice } from './choice.ts';

/** The element of a choice, which the field points at while it keeps the focus. */
export const rowId = (key: string): string => `palette-${key.replace(/[^\w-]/g, '_')}`;

function Mark({ choice: { icon, label } }: { readonly choice: Choice }) {
  if (typeof icon === 'object' && 'avatar' in icon)
    return <Avatar id={icon.id} name={label} kind={icon.avatar} size={20} />;
  const Icon = icon;
  return (
    <span className="flex size-5 shrink-0 items-center justify-center text-muted">
      <Icon aria-hidden size={16} />
    </span>
  );
}

interface ChoiceRowProps {
  readonly choice: Choice;
  readonly selected: boolean;
  readonly onChoose: (choice: Choice) => void;
}

/** One choice. What cannot be chosen now can still be reached, so that its reason can be read. */
export function ChoiceRow({ choice, selected, onChoose }: ChoiceRowProps) {
  const { key, label, detail, keys, reason } = choice;
  return (
    <Command.Item asChild value={key} onSelect={() => onChoose(choice)}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the row */}
      <div
        id={rowId(key)}
        role="option"
        aria-selected={selected}
        className={cx(
          'flex h-9 scroll-my-1 items-center gap-2.5 rounded-md px-2.5 aria-selected:bg-active',
          reason === undefined ? 'cursor-default' : 'cursor-not-allowed text-muted',
        )}
      >
        <Mark choice={choice} />
        <bdi className="min-w-0 shrink truncate" title={label}>
          {label}
        </bdi>
        {detail !== undefined && reason === undefined && (
          <bdi className="min-w-0 flex-1 shrink-[2] truncate text-muted text-xs">{detail}</bdi>
        )}
        {reason !== undefined && (
          <span className="min-w-0 flex-1 truncate text-right text-xs" title={reason}>
            {reason}
          </span>
        )}
        {keys !== undefined && reason === undefined && (
          <span className="ml-auto shrink-0">
            <Kbd keys={keys} />
          </span>
        )}
      </div>
    </Command.Item>
  );
}
