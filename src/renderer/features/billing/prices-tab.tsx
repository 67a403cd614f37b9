import { Tag } from 'lucide-react';
import { useMemo } from 'react';
import type { Price, PriceTerms } from '../../../contract/api/prices.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { useRoute } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { useStatus } from '../../lib/page.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { dayLong } from '../costs/period.ts';
import { formatQuantity } from '../costs/quantity.ts';
import { categoryName } from '../home/category-name.ts';
import { type PriceState, priceStates } from './billing-address.ts';
import { type PricePeriod, pricePeriods } from './price-periods.ts';
import { unitPrice } from './unit-price.ts';

interface PricesTabProps {
  readonly org: string;
  /** What validity to show; null for all. */
  readonly state: PriceState | null;
}

const STATE_WORDS = { current: 'Valid now', past: 'Past', coming: 'To come' } as const;
export const PRICE_STATE_OPTIONS = priceStates.map((value) => ({ value, label: STATE_WORDS[value] }));

const nameOf = ({ category, kind }: Pick<Price, 'category' | 'kind'>): string =>
  kind === null ? categoryName(category) : `${categoryName(category)}, ${kind}`;

/** The first prices are from before there was anything to bill. */
const fromText = (time: string): string => (time < '2001' ? 'The beginning' : dayLong(time.slice(0, 10)));

const one = (unit: string): string => unit.replace(/s$/, '');

const columnsOf = (currency: string): Column<PricePeriod>[] => [
  {
    id: 'what',
    header: 'What',
    grow: 2,
    min: 160,
    cell: (row) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate" title={nameOf(row)}>
          {nameOf(row)}
        </span>
        {row.model_type !== null && <span className="truncate text-muted text-xs">{row.model_type}</span>}
      </span>
    ),
    sortValue: nameOf,
  },
  {
    id: 'price',
    header: 'Unit price',
    min: 172,
    align: 'end',
    cell: ({ unit_price_micros, unit }) => (
      <span className="whitespace-nowrap tabular-nums">
        <span className="font-medium">{unitPrice(unit_price_micros, currency)}</span>{' '}
        <span className="text-muted">per {one(unit)}</span>
      </span>
    ),
    sortValue: ({ unit_price_micros }) => Number(unit_price_micros),
  },
  {
    id: 'from',
    header: 'From',
    width: 116,
    cell: ({ valid_from }) => fromText(valid_from),
    sortValue: ({ valid_from }) => valid_from,
  },
  {
    id: 'until',
    header: 'Until',
    width: 112,
    cell: ({ until }) => (until === null ? <span className="text-muted">–</span> : dayLong(until.slice(0, 10))),
    sortValue: ({ until }) => until ?? '9',
  },
  {
    id: 'source',
    header: 'Agreed',
    width: 136,
    cell: ({ source, replaced }) =>
      source === 'organization' ? <Badge tone="blue">Yours</Badge> : replaced ? 'Not used' : 'Standard',
    sortValue: ({ source }) => source,
  },
  {
    id: 'state',
    header: 'Validity',
    width: 96,
    cell: ({ state }) => <Badge tone={state === 'current' ? 'green' : 'neutral'}>{STATE_WORDS[state]}</Badge>,
    sortValue: ({ state }) => state,
  },
];

const amountOf = ({ category, quantity }: { category: Price['category']; quantity: string }): string =>
  `${formatQuantity(quantity)} ${USAGE_UNITS[category]}`;

/** What is agreed beside the prices, in sentences. */
export function termSentences({ allowances, tiers, taxes, payment_days }: PriceTerms): string[] {
  return [
    ...allowances.map((row) => `${nameOf(row)}: ${amountOf(row)} a month are free.`),
    ...tiers.map(
      ({ from_quantity, discount_percent, ...row }) =>
        `${nameOf(row)}: ${discount_percent}% less from ${amountOf({ category: row.category, quantity: from_quantity })} a month on.`,
    ),
    ...taxes.map(({ name, percent }) => `${name}: ${percent}% on what is left after allowances and discounts.`),
    `Invoices are due ${payment_days === 0 ? 'at once' : `${plural(payment_days, 'day')} after they are issued`}.`,
  ];
}

const rowId = ({ id }: PricePeriod) => id;

/** The prices that hold, held or will hold for the organization, and its terms. */
export function PricesTab({ org, state }: PricesTabProps) {
  const { data, error, isPending, refetch, asOf } = useRoute('prices.get', { params: { org_id: org } });
  const now = useNow();
  useStatus({ asOf });
  const rows = useMemo(
    () =>
      pricePeriods(data?.prices ?? [], new Date(now).toISOString()).filter(
        (row) => state === null || row.state === state,
      ),
    [data, now, state],
  );
  const columns = useMemo(() => columnsOf(data?.currency ?? 'USD'), [data?.currency]);
  return (
    <>
      {data && (
        <section aria-label="Terms" className="shrink-0 border-line border-b px-4 py-3">
          <ul className="columns-1 gap-8 xl:columns-2">
            {termSentences(data.terms).map((sentence) => (
              <li key={sentence} className="break-inside-avoid py-0.5">
                {sentence}
              </li>
            ))}
          </ul>
          <p className="mt-1 text-muted text-xs">
            A price holds for usage of its time; what was rated keeps its price. Whoever runs the server sets them.
          </p>
        </section>
      )}
      <DataTable
        label="Prices"
        rows={rows}
        columns={columns}
        rowId={rowId}
        rowName={nameOf}
        loading={isPending}
        error={error}
        onRetry={refetch}
        noun={['price', 'prices']}
        empty={<EmptyState icon={Tag} title="No price" text="None has this validity." />}
      />
    </>
  );
}
