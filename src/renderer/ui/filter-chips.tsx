import { ChevronDown, X } from 'lucide-react';
import { cx } from '../lib/cx.ts';
import { Menu } from './menu.tsx';

export interface Filter {
  readonly id: string;
  /** "Role" */
  readonly name: string;
  /** Between name and value; "is" unless told. */
  readonly relation?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
}

export interface FilterChipsProps {
  readonly filters: readonly Filter[];
  readonly onChange: (id: string, value: string | null) => void;
}

function Chip({ filter, onChange }: { filter: Filter; onChange: (value: string | null) => void }) {
  const { name, relation = 'is', options, value } = filter;
  const chosen = options.find((option) => option.value === value);
  const trigger = (
    <button
      type="button"
      aria-label={chosen ? `${name} ${relation} ${chosen.label}. Change the filter` : `Filter by ${name.toLowerCase()}`}
      className="inline-flex h-8 min-w-0 items-center gap-1 whitespace-nowrap px-2.5 text-muted hover:text-text focus-visible:rounded-md"
    >
      {name}
      {chosen && (
        <>
          {' '}
          <span>{relation}</span> <span className="truncate font-medium text-text">{chosen.label}</span>
        </>
      )}
      {!chosen && <ChevronDown aria-hidden size={14} />}
    </button>
  );
  const entries = options.map((option) => ({
    label: option.label,
    checked: option.value === value,
    onSelect: () => onChange(option.value),
  }));
  return (
    <span
      className={cx(
        'inline-flex min-w-0 items-center rounded-md border hover:bg-hover',
        chosen ? 'border-accent-line bg-accent-soft' : 'border-line-strong',
      )}
    >
      <Menu trigger={trigger} entries={entries} />
      {chosen && (
        <button
          type="button"
          aria-label={`Remove the filter ${name} ${relation} ${chosen.label}`}
          onClick={() => onChange(null)}
          className="mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
        >
          <X aria-hidden size={13} />
        </button>
      )}
    </span>
  );
}

/** Filters that read as a sentence: "Role is Admin". The address owns their values. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  return filters.map((filter) => (
    <Chip key={filter.id} filter={filter} onChange={(value) => onChange(filter.id, value)} />
  ));
}
