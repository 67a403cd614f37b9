import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { UsageCategory } from '../../../contract/api/usage.ts';
import { useAllPages, useRoute } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sparkbars } from '../../ui/sparkbars.tsx';
import { Stat } from '../../ui/stat.tsx';
import { categoryName } from '../home/category-name.ts';
import { GROUPING_NAMES } from './cost-columns.tsx';
import { groupOf } from './cost-query.ts';
import type { CostsTabProps } from './costs-tab.tsx';
import { eachDay, markOf, marksOf, markText } from './period.ts';
import { formatQuantity } from './quantity.ts';

type Answer = AnswerOf<'costs.usage'>;
const pick = (answer: Answer) => answer.usage;
type Row = Answer['usage'][number];

/** Quantities of each mark of the period, for the small bars. */
function barsOf(rows: readonly Row[], category: UsageCategory, query: CostsTabProps['query']) {
  const marks = marksOf(query);
  const sums = new Map([...new Set(eachDay(query).map((day) => markOf(day, marks)))].map((mark) => [mark, 0]));
  for (const { day = '', category: one, quantity } of rows) {
    const mark = markOf(day, marks);
    if (one === category) sums.set(mark, (sums.get(mark) ?? 0) + Number(quantity));
  }
  return [...sums].map(([mark, value]) => ({ label: markText(mark), value }));
}

/** What was used, by category and grouping: quantities of unlike units never stand in one sum. */
export function UsageTab({ org, address, query, onChange }: CostsTabProps) {
  const by = address.by ?? 'category';
  const params = { org_id: org };
  const view = useAllPages('costs.usage', { params, query: { ...query, group_by: by } }, pick);
  const days = useAllPages('costs.usage', { params, query: { ...query, group_by: 'day' } }, pick);
  const totals = useRoute('costs.usage', { params, query: { ...query, per_page: 1 } });
  useStatus({ asOf: view.asOf });
  const columns = useMemo(
    (): Column<Row>[] => [
      {
        id: 'name',
        header: GROUPING_NAMES[by],
        grow: 2,
        cell: (row) => <bdi className="truncate">{groupOf(row, by).name}</bdi>,
        sortValue: (row) => groupOf(row, by).name,
      },
      ...(by === 'category'
        ? []
        : [
            {
              id: 'category',
              header: 'Category',
              cell: ({ category }: Row) => categoryName(category),
              sortValue: ({ category }: Row) => category,
            },
          ]),
      {
        id: 'quantity',
        header: 'Quantity',
        width: 200,
        align: 'end',
        cell: ({ quantity, unit }) => (
          <span className="tabular-nums" title={`${quantity} ${unit}`}>
            {formatQuantity(quantity)} <span className="text-muted">{unit}</span>
          </span>
        ),
        sortValue: ({ quantity }) => Number(quantity),
      },
      {
        id: 'events',
        header: 'Events',
        width: 100,
        align: 'end',
        cell: ({ events }) => <span className="tabular-nums">{formatNumber(events)}</span>,
        sortValue: ({ events }) => events,
      },
    ],
    [by],
  );
  const all = totals.data?.quantity_totals ?? [];
  return (
    <>
      {all.length > 0 && (
        <dl className="grid shrink-0 grid-cols-3 gap-x-8 gap-y-4 border-line border-b px-4 py-4">
          {all.map(({ category, unit, quantity }) => (
            <div key={category} className="min-w-0">
              <Stat
                label={categoryName(category)}
                value={
                  <>
                    {formatQuantity(quantity)} <span className="font-normal text-muted text-sm">{unit}</span>
                  </>
                }
              />
              <dd className="mt-1">
                <Sparkbars
                  label={`${categoryName(category)}, ${unit} in the period`}
                  height={32}
                  bars={barsOf(days.rows, category, query)}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <DataTable
        label={`Usage by ${by}`}
        rows={view.rows}
        columns={columns}
        rowId={(row) => `${groupOf(row, by).id} ${row.category}`}
        rowName={(row) => groupOf(row, by).name}
        onOpen={(row) => onChange({ tab: undefined, open: groupOf(row, by).id, at: undefined })}
        loading={view.isPending}
        error={view.error}
        onRetry={view.refetch}
        total={view.complete ? view.rows.length : null}
        noun={['row', 'rows']}
        empty={<EmptyState icon={Gauge} title="Nothing was used in this period" text="Choose another period." />}
      />
    </>
  );
}
