import { useMemo, useState } from 'react';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { type AnnexRow, annexDimensions } from '../../../contract/api/invoices.ts';
import { useEndlessList } from '../../lib/endless-list.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Money } from '../costs/money-text.tsx';

type By = (typeof annexDimensions)[number];
const WORDS = { member: 'Members', team: 'Teams', app: 'Apps' } as const satisfies Record<By, string>;
const PAGE = 20;

const pick = (answer: AnswerOf<'invoices.annex'>): readonly AnnexRow[] => answer.rows;
const after = (input: InputOf<'invoices.annex'>, cursor: string): InputOf<'invoices.annex'> => ({
  ...input,
  query: { ...input.query, per_page: 100, cursor },
});

interface AnnexProps {
  readonly org: string;
  readonly invoice: string;
  readonly currency: string;
}

function Annex({ org, invoice, currency, by }: AnnexProps & { readonly by: By }) {
  const input = useMemo(
    () => ({ params: { org_id: org, invoice_id: invoice }, query: { by, per_page: PAGE } }),
    [org, invoice, by],
  );
  const { rows, complete, error, isPending, isFetching, more, refetch } = useEndlessList('invoices.annex', input, {
    pick,
    after,
  });
  if (isPending) return <Skeleton width="100%" height={120} />;
  if (error && rows.length === 0) return <ErrorState error={error} onRetry={refetch} />;
  if (rows.length === 0) return <p className="py-2 text-muted">No usage yet.</p>;
  return (
    <>
      <table className="w-full table-fixed">
        <caption className="sr-only">Usage by {by}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, events, cost_micros }) => (
            <tr key={id ?? ''} className="border-line border-b last:border-b-0">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                <span className="flex items-baseline gap-2">
                  <bdi className="min-w-0 truncate" title={name}>
                    {name}
                  </bdi>
                  <span className="shrink-0 text-muted text-xs tabular-nums">
                    {formatNumber(events)} {plural(events, 'event').replace(/^\S+ /, '')}
                  </span>
                </span>
              </th>
              <td className="w-28 py-1.5 text-right">
                <Money micros={cost_micros} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!complete && (
        <Button className="mt-2" loading={isFetching} onClick={more}>
          Show more {WORDS[by].toLowerCase()}
        </Button>
      )}
    </>
  );
}

/** What stands behind an invoice's usage, by member, team or app, dearest first. */
export function InvoiceAnnexes({ org, invoice, currency }: AnnexProps) {
  const [by, setBy] = useState<By>('member');
  return (
    <section className="mt-6">
      <h3 className="font-semibold">Usage behind it</h3>
      <p className="text-muted text-xs">Exact, before lines are rounded, allowances and taxes.</p>
      <Tabs
        flush
        label="Usage by"
        value={by}
        onValueChange={(value) => setBy(annexDimensions.find((one) => one === value) ?? 'member')}
        tabs={annexDimensions.map((value) => ({
          value,
          label: WORDS[value],
          content: value === by && <Annex {...{ org, invoice, currency, by: value }} />,
        }))}
      />
    </section>
  );
}
