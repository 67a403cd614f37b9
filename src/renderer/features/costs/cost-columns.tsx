import { formatNumber } from '../../lib/format.ts';
import { changePercent, roughly, subtractMicros } from '../../lib/money.ts';
import type { Column } from '../../ui/data-table/types.ts';
import type { Grouping } from './costs-address.ts';
import { Money } from './money-text.tsx';
import type { CostGroup } from './use-costs.ts';

export const GROUPING_NAMES: Readonly<Record<Grouping, string>> = {
  category: 'Category',
  member: 'Member',
  team: 'Team',
  app: 'App',
  model: 'Model',
};

const percent = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

/** "+12.5 %", or that it is new. */
export function changeText(before: string, now: string): string {
  const change = changePercent(before, now);
  if (change === null) return now === '0' ? '–' : 'new';
  // A base of nearly nothing makes a percentage that says nothing.
  return change > 999 ? '> 999 %' : `${percent.format(change)} %`;
}

/** The cells of a column that says how much more or less it is than in the period before. */
export const changeCells = (currency: string): Pick<Column<CostGroup>, 'cell' | 'sortValue'> => ({
  cell: ({ cost, previous }) => (
    <span className="tabular-nums">
      <Money micros={subtractMicros(cost, previous)} currency={currency} change />{' '}
      <span className="text-muted">{changeText(previous, cost)}</span>
    </span>
  ),
  sortValue: ({ cost, previous }) => roughly(subtractMicros(cost, previous)),
});

const share = (part: string, total: string) => (total === '0' ? 0 : (roughly(part) / roughly(total)) * 100);

/** What the groups cost, their share, and the difference to the period before. */
export function costColumns(by: Grouping, currency: string, total: string, narrow: boolean): Column<CostGroup>[] {
  const all: Column<CostGroup>[] = [
    {
      id: 'name',
      header: GROUPING_NAMES[by],
      min: 140,
      grow: 2,
      cell: ({ name, id }) => (
        <bdi className="truncate" title={name === id ? id : `${name} · ${id}`}>
          {name}
        </bdi>
      ),
      sortValue: ({ name }) => name,
    },
    {
      id: 'cost',
      header: 'Cost',
      width: 120,
      align: 'end',
      cell: ({ cost }) => <Money micros={cost} currency={currency} className="font-medium" />,
      sortValue: ({ cost }) => roughly(cost),
    },
    {
      id: 'share',
      header: 'Share',
      width: 140,
      cell: ({ cost }) => {
        const value = share(cost, total);
        return (
          <span className="flex w-full items-center gap-2 tabular-nums">
            <span aria-hidden className="h-1.5 flex-1 rounded-sm bg-hover">
              <span
                className="block h-full rounded-sm bg-accent"
                style={{ width: `${Math.min(100, Math.max(0, value))}%` }}
              />
            </span>
            <span className="w-11 text-right text-muted">{value.toFixed(1)} %</span>
          </span>
        );
      },
    },
    {
      id: 'before',
      header: 'Period before',
      width: 120,
      align: 'end',
      cell: ({ previous }) => <Money micros={previous} currency={currency} className="text-muted" />,
      sortValue: ({ previous }) => roughly(previous),
    },
    {
      id: 'change',
      header: 'Change',
      width: 176,
      align: 'end',
      ...changeCells(currency),
    },
    {
      id: 'events',
      header: 'Events',
      width: 88,
      align: 'end',
      cell: ({ events }) => <span className="tabular-nums">{formatNumber(events)}</span>,
      sortValue: ({ events }) => events,
    },
  ];
  return narrow ? all.filter(({ id }) => ['name', 'cost', 'change'].includes(id)) : all;
}
