import type { CostChange } from '../../../contract/api/costs.ts';
import { useRoute } from '../../lib/api.ts';
import { sumMicros } from '../../lib/money.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { CostComparison } from './comparison.ts';
import type { CostQuery } from './cost-query.ts';
import { Money } from './money-text.tsx';
import { periodText } from './period.ts';

interface ChangesPanelProps {
  readonly org: string;
  readonly query: CostQuery;
  /** The days to explain the difference of. */
  readonly comparison: CostComparison | undefined;
  readonly onClose: () => void;
}

function List({ title, changes, currency }: { title: string; changes: readonly CostChange[]; currency: string }) {
  return (
    <section className="mb-5">
      <h3 className="mb-1 font-semibold">{title}</h3>
      {changes.length === 0 && <p className="text-muted">Nothing differs.</p>}
      <table className="w-full table-fixed tabular-nums">
        <caption className="sr-only">{title}: what each costs more or less</caption>
        <tbody>
          {changes.map(({ id, name, before_micros, after_micros, difference_micros }) => (
            <tr key={`${id} ${name}`} className="border-line border-b last:border-b-0">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                <span className="block truncate" title={name}>
                  {name}
                </span>
                <span className="block text-muted text-xs">
                  <Money micros={before_micros} currency={currency} /> →{' '}
                  <Money micros={after_micros} currency={currency} />
                </span>
              </th>
              <td className="w-32 py-1.5 text-right align-top font-medium">
                <Money micros={difference_micros} currency={currency} change />
              </td>
            </tr>
          ))}
        </tbody>
        {changes.length > 0 && (
          <tfoot>
            <tr className="border-line-strong border-t font-semibold">
              <th scope="row" className="py-1.5 text-left font-semibold">
                In all
              </th>
              <td className="py-1.5 text-right">
                <Money
                  micros={sumMicros(changes.map(({ difference_micros }) => difference_micros))}
                  currency={currency}
                  change
                />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** The days that the page compares, named: an older server would choose others. */
const asked = (query: CostQuery, comparison: CostComparison | undefined) =>
  comparison === undefined || comparison.reason !== undefined
    ? query
    : {
        ...query,
        from: comparison.compared.from,
        to: comparison.compared.to,
        compare_from: comparison.earlier.from,
        compare_to: comparison.earlier.to,
      };

/** What explains the difference to the earlier period: each list adds up to it exactly. */
export function ChangesPanel({ org, query, comparison, onClose }: ChangesPanelProps) {
  const { data, error, isPending, refetch } = useRoute('costs.changes', {
    params: { org_id: org },
    query: asked(query, comparison),
  });
  return (
    <Panel
      title="What changed"
      subtitle={data && `${periodText(data.period)} vs. ${periodText(data.compared_with)}`}
      onClose={onClose}
    >
      {isPending && <Skeleton width={360} height={200} />}
      {error && data === undefined && <ErrorState error={error} onRetry={refetch} />}
      {data && (
        <>
          <p className="mb-4">
            <Money micros={data.difference_micros} currency={data.currency} change className="font-semibold text-lg" />{' '}
            <span className="text-muted">in all. Each list adds up to it.</span>
          </p>
          <List title="By app" changes={data.by_app} currency={data.currency} />
          <List title="By member" changes={data.by_member} currency={data.currency} />
          <List title="By model" changes={data.by_model} currency={data.currency} />
        </>
      )}
    </Panel>
  );
}
