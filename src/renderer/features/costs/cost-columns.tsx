import { formatNumber, formatPercent } from '../../lib/format.ts';
import { changePercent, roughly, subtractMicros } from '../../lib/money.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { NoValue } from '../../ui/no-value.tsx';
import { Amount } from './amount.tsx';
import { type CostComparison, comparedText } from './comparison.ts';
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

/** The cells of a column that says how much more or less it is than in the earlier period; dashes where nothing compares. */
export function changeCells(
  currency: string,
  comparison: CostComparison | undefined,
): Pick<GroupColumn, 'cell' | 'sortValue' | 'csv'> {
  const measure = moneyMeasure(currency);
  const difference = ({ compared, previous }: CostGroup) => subtractMicros(compared, previous);
  const compares = comparison !== undefined && comparison.reason === undefined;
  const days = compares ? comparedText(comparison) : '';
  return {
    cell: (group) =>
      compares ? (
        <span className="tabular-nums">
          <Amount amount={difference(group)} measure={measure} change />{' '}
          <span className="text-muted" title={days}>
            {changeText(group.previous, group.compared)}
          </span>
        </span>
      ) : (
        <NoValue reason={comparison?.reason ?? ''} />
      ),
    sortValue: (group) => (compares ? roughly(difference(group)) : 0),
    csv: [
      { header: `Change (${currency})`, value: (group) => (compares ? plainDecimal(difference(group)) : '') },
      {
        header: 'Change (%)',
        value: ({ compared, previous }) => (compares ? (changePercent(previous, compared) ?? '') : ''),
      },
    ],
  };
}

/** What each group cost in the earlier period. */
export function previousColumn(currency: string, comparison: CostComparison | undefined): GroupColumn {
  const money = moneyMeasure(currency);
  const cells = amountCells<CostGroup>('Previous period', money, ({ previous }) => previous, 'text-muted');
  const column = { id: 'before', header: 'Previous period', width: 140, ...cells };
  if (comparison === undefined || comparison.reason === undefined) return column;
  return { ...column, cell: () => <NoValue reason={comparison.reason} /> };
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

interface CostColumnsOptions {
  readonly by: Grouping;
  readonly currency: string;
  readonly total: string;
  readonly comparison: CostComparison | undefined;
  readonly narrow: boolean;
}

/** What the groups cost, their share, and the difference to the earlier period. */
export function costColumns({ by, currency, total, comparison, narrow }: CostColumnsOptions): GroupColumn[] {
  const money = moneyMeasure(currency);
  const all: GroupColumn[] = [
    nameColumn(by),
    { id: 'cost', header: 'Cost', width: 120, ...amountCells('Cost', money, ({ amount }) => amount, 'font-medium') },
    shareColumn(total),
    previousColumn(currency, comparison),
    { id: 'change', header: 'Change', width: 176, align: 'end', ...changeCells(currency, comparison) },
    EVENTS_COLUMN,
  ];
  return narrow ? all.filter(({ id }) => ['name', 'cost', 'change'].includes(id)) : all;
}
