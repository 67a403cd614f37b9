import { useMemo } from 'react';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { NoValue } from '../../ui/no-value.tsx';
import type { ChartCosts } from './chart-data.ts';
import { amountCells } from './cost-columns.tsx';
import { type Measure, plainDecimal } from './measure.ts';
import { markText } from './period.ts';
import { type TableControls, useControlledTable } from './use-controlled-table.ts';
import type { CostSeries } from './use-cost-series.ts';

interface MarksTableProps {
  readonly label: string;
  readonly costs: CostSeries;
  readonly measure: Measure;
  readonly openMark: string | undefined;
  readonly onOpen: (mark: string) => void;
  readonly controls: TableControls;
}

interface Mark {
  readonly mark: string;
}

const rowId = ({ mark }: Mark) => mark;
const rowName = ({ mark }: Mark) => markText(mark);

/** Marks without a counterpart in the previous period have a dash: today, or the 31st beside a month of 30 days. */
function beforeColumn(before: ReadonlyMap<string, string>, measure: Measure): Column<Mark> {
  const header = 'Previous period';
  const cells = amountCells<Mark>(header, measure, ({ mark }) => before.get(mark) ?? '0', 'text-muted');
  return {
    id: 'before',
    header,
    width: 140,
    ...cells,
    cell: (row) => (before.has(row.mark) ? cells.cell(row) : <NoValue reason="The previous period has no such day." />),
    csv: [
      {
        header: `${header} (${measure.unit})`,
        value: ({ mark }) => (before.has(mark) ? plainDecimal(before.get(mark) ?? '0') : ''),
      },
    ],
  };
}

function columnsOf({ series, total, before }: Omit<ChartCosts, 'marks'>, measure: Measure): Column<Mark>[] {
  const amounts = (id: string, header: string, sums: ReadonlyMap<string, string>, className?: string) => ({
    id,
    header,
    ...amountCells<Mark>(header, measure, ({ mark }) => sums.get(mark) ?? '0', className),
  });
  return [
    {
      id: 'mark',
      header: 'Date',
      width: 112,
      cell: rowName,
      sortValue: rowId,
      csv: [{ header: 'Date', value: rowId }],
    },
    { ...amounts('total', 'Total', total, 'font-medium'), width: 132 },
    ...(before ? [beforeColumn(before, measure)] : []),
    ...series.map(({ name, byMark }, index) => ({ ...amounts(`s${index}`, name, byMark), min: 112 })),
  ];
}

/** The data of the chart as a table: a row for each day or month, a column for each group. */
export function MarksTable({ label, costs, measure, openMark, onOpen, controls }: MarksTableProps) {
  const { marks, series, total, before, isPending } = costs;
  const rows = useMemo(() => marks.map((mark) => ({ mark })), [marks]);
  const columns = useMemo(() => columnsOf({ series, total, before }, measure), [series, total, before, measure]);
  const table = useControlledTable(controls, columns, rows, !isPending);
  return (
    <DataTable
      {...table}
      label={label}
      rowId={rowId}
      rowName={rowName}
      onOpen={({ mark }) => onOpen(mark)}
      openId={openMark ?? null}
      loading={isPending}
      noun={marks[0]?.length === 7 ? ['month', 'months'] : ['day', 'days']}
    />
  );
}
