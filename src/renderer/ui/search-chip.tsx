import * as Popover from '@radix-ui/react-popover';
import { Check, ChevronDown, X } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { cx } from '../lib/cx.ts';
import { controlClass } from './field.tsx';

export interface SearchChoice {
  readonly value: string;
  readonly label: string;
  /** A second word that tells it from others; it is searched too. */
  readonly hint?: string;
}

export interface SearchChipProps {
  /** "Person" */
  readonly name: string;
  readonly choices: readonly SearchChoice[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** What the value is called where no choice has it. */
  readonly label?: string | undefined;
}

/** More than these nobody reads: typing narrows them. */
const SHOWN = 100;

const fold = (text: string): string => text.toLocaleLowerCase();

function matching(choices: readonly SearchChoice[], text: string): readonly SearchChoice[] {
  const wanted = fold(text.trim());
  if (wanted === '') return choices.slice(0, SHOWN);
  const found: SearchChoice[] = [];
  for (const choice of choices) {
    if (fold(`${choice.label} ${choice.hint ?? ''} ${choice.value}`).includes(wanted)) found.push(choice);
    if (found.length === SHOWN) break;
  }
  return found;
}

interface ListProps extends Pick<SearchChipProps, 'name' | 'choices' | 'value'> {
  readonly onChoose: (value: string) => void;
}

function ChoiceList({ name, choices, value, onChoose }: ListProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => matching(choices, text), [choices, text]);
  const moveTo = (index: number) => {
    setActive(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const target = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0), Home: 0, End: last }[
      event.key
    ];
    const chosen = shown[active];
    if (target !== undefined) moveTo(target);
    else if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen.value);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="p-1.5">
        <input
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
          aria-label={`Search ${name.toLowerCase()}`}
          placeholder="Search"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className={controlClass(false, 'h-8')}
        />
      </div>
      <div ref={list} id={id} role="listbox" aria-label={name} className="max-h-72 overflow-y-auto p-1 pt-0">
        {shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and handles the keys
          <div
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.value === value}
            onClick={() => onChoose(choice.value)}
            onMouseMove={() => setActive(index)}
            className={cx('flex min-h-8 items-center gap-2 rounded-md px-2 py-1', index === active && 'bg-active')}
          >
            <span className="min-w-0 flex-1 truncate">
              {choice.label} {choice.hint && <span className="text-muted text-xs">{choice.hint}</span>}
            </span>
            {choice.value === value && <Check aria-hidden size={14} className="shrink-0" />}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p role="status" className="px-3 pb-3 text-muted">
          Nothing matches.
        </p>
      )}
    </>
  );
}

/** A filter with too many values for a menu: "Person is Ada Byron", found by typing. */
export function SearchChip({ name, choices, value, onChange, label }: SearchChipProps) {
  const [open, setOpen] = useState(false);
  const chosen =
    value === null ? undefined : (choices.find((choice) => choice.value === value)?.label ?? label ?? value);
  return (
    <span
      className={cx(
        'inline-flex min-w-0 items-center rounded-md border hover:bg-hover',
        chosen ? 'border-accent-line bg-accent-soft' : 'border-line-strong',
      )}
    >
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            aria-label={chosen ? `${name} is ${chosen}. Change the filter` : `Filter by ${name.toLowerCase()}`}
            className="inline-flex h-8 min-w-0 items-center gap-1 whitespace-nowrap px-2.5 text-muted hover:text-text focus-visible:rounded-md"
          >
            {name}
            {chosen && (
              <>
                {' '}
                <span>is</span> <span className="max-w-40 truncate font-medium text-text">{chosen}</span>
              </>
            )}
            {!chosen && <ChevronDown aria-hidden size={14} />}
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={name}
            className="floating z-50 w-80 rounded-lg border border-line-strong bg-float shadow-float"
          >
            <ChoiceList
              {...{ name, choices, value }}
              onChoose={(next) => {
                onChange(next);
                setOpen(false);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {chosen && (
        <button
          type="button"
          aria-label={`Remove the filter ${name} is ${chosen}`}
          onClick={() => onChange(null)}
          className="mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
        >
          <X aria-hidden size={13} />
        </button>
      )}
    </span>
  );
}
