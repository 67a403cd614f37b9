import { useMemo } from 'react';
import { roughly } from '../../lib/money.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { Money } from './money-text.tsx';
import { markText } from './period.ts';
import type { CostSeries } from './use-costs.ts';

interface MarksTableProps {
  readonly costs: CostSeries;
  readonly currency: string;
  readonly openMark: string | undefined;
  readonly onOpen: (mark: string) => void;
}

interface Mark {
  readonly mark: string;
}

const rowId = ({ mark }: Mark) => mark;
const rowName = ({ mark }: Mark) => markText(mark);

/** The data of the chart as a table: a row for each day or month, a column for each group. */
export function MarksTable({ costs, currency, openMark, onOpen }: MarksTableProps) {
  const { marks, series, total } = costs;
  const rows = useMemo(() => marks.map((mark) => ({ mark })), [marks]);
  const columns: Column<Mark>[] = [
    { id: 'mark', header: 'Date', width: 112, cell: rowName, sortValue: rowId },
    {
      id: 'total',
      header: 'Total',
      width: 116,
      align: 'end',
      cell: ({ mark }) => <Money micros={total.get(mark) ?? '0'} currency={currency} className="font-medium" />,
      sortValue: ({ mark }) => roughly(total.get(mark) ?? '0'),
    },
    ...series.map(
      ({ name, byMark }, index): Column<Mark> => ({
        id: `s${index}`,
        header: name,
        min: 100,
        align: 'end',
        cell: ({ mark }) => <Money micros={byMark.get(mark) ?? '0'} currency={currency} />,
        sortValue: ({ mark }) => roughly(byMark.get(mark) ?? '0'),
      }),
    ),
  ];
  return (
    <DataTable
      label="Costs by date"
      rows={rows}
      columns={columns}
      rowId={rowId}
      rowName={rowName}
      onOpen={({ mark }) => onOpen(mark)}
      openId={openMark ?? null}
      loading={costs.isPending}
      noun={marks[0]?.length === 7 ? ['month', 'months'] : ['day', 'days']}
    />
  );
}
