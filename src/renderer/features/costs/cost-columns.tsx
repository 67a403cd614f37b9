import { formatNumber, formatPercent } from '../../lib/format.ts';
import { changePercent, roughly, subtractMicros } from '../../lib/money.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { Amount } from './amount.tsx';
import type { Grouping } from './costs-address.ts';
import { type Measure, moneyMeasure, plainDecimal } from './measure.ts';
import { ShareBar } from './share-bar.tsx';
import type { CostGroup } from './use-costs.ts';

export const GROUPING_NAMES: Readonly<Record<Grouping, string>> = {
  category: 'Category',
  member: 'Member',
  team: 'Team',
  app: 'App',
  model: 'Model',
};

/** "+12.5%", or that it is new. */
export function changeText(before: string, now: string): string {
  const change = changePercent(before, now);
  if (change === null) return now === '0' ? '–' : 'new';
  // A base of nearly nothing makes a percentage that says nothing.
  return change > 999 ? `> ${formatPercent(999)}` : formatPercent(change, 'exactChange');
}

type GroupColumn = Column<CostGroup>;

/** The cells of a column of amounts, on screen and in a file. */
export function amountCells<T>(
  header: string,
  measure: Measure,
  amountOf: (row: T) => string,
  className = '',
): Pick<Column<T>, 'cell' | 'sortValue' | 'csv' | 'align'> {
  return {
    align: 'end',
    cell: (row) => <Amount amount={amountOf(row)} {...{ measure, className }} />,
    sortValue: (row) => roughly(amountOf(row)),
    csv: [{ header: `${header} (${measure.unit})`, value: (row) => plainDecimal(amountOf(row)) }],
  };
}

/** The cells of a column that says how much more or less it is than in the period before. */
export function changeCells(currency: string): Pick<GroupColumn, 'cell' | 'sortValue' | 'csv'> {
  const measure = moneyMeasure(currency);
  const difference = ({ amount, previous }: CostGroup) => subtractMicros(amount, previous);
  return {
    cell: (group) => (
      <span className="tabular-nums">
        <Amount amount={difference(group)} measure={measure} change />{' '}
        <span className="text-muted">{changeText(group.previous, group.amount)}</span>
      </span>
    ),
    sortValue: (group) => roughly(difference(group)),
    csv: [
      { header: `Change (${currency})`, value: (group) => plainDecimal(difference(group)) },
      { header: 'Change (%)', value: ({ amount, previous }) => changePercent(previous, amount) ?? '' },
    ],
  };
}

/** The name of a group, with its id in the tooltip. */
export const nameColumn = (by: Grouping): GroupColumn => ({
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
  csv: [{ header: GROUPING_NAMES[by], value: ({ name }) => name }],
});

const share = (part: string, total: string) => (total === '0' ? 0 : (roughly(part) / roughly(total)) * 100);

/** The part of a group in the whole. */
export const shareColumn = (total: string): GroupColumn => ({
  id: 'share',
  header: 'Share',
  width: 140,
  cell: ({ amount }) => <ShareBar percent={share(amount, total)} />,
  csv: [{ header: 'Share (%)', value: ({ amount }) => share(amount, total).toFixed(1) }],
});

export const EVENTS_COLUMN: GroupColumn = {
  id: 'events',
  header: 'Events',
  width: 88,
  align: 'end',
  cell: ({ events }) => <span className="tabular-nums">{formatNumber(events)}</span>,
  sortValue: ({ events }) => events,
  csv: [{ header: 'Events', value: ({ events }) => events }],
};

/** What the groups cost, their share, and the difference to the period before. */
export function costColumns(by: Grouping, currency: string, total: string, narrow: boolean): GroupColumn[] {
  const money = moneyMeasure(currency);
  const all: GroupColumn[] = [
    nameColumn(by),
    { id: 'cost', header: 'Cost', width: 120, ...amountCells('Cost', money, ({ amount }) => amount, 'font-medium') },
    shareColumn(total),
    {
      id: 'before',
      header: 'Period before',
      width: 120,
      ...amountCells('Period before', money, ({ previous }) => previous, 'text-muted'),
    },
    { id: 'change', header: 'Change', width: 176, align: 'end', ...changeCells(currency) },
    EVENTS_COLUMN,
  ];
  return narrow ? all.filter(({ id }) => ['name', 'cost', 'change'].includes(id)) : all;
}
