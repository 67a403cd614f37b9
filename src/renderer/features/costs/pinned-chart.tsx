import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, ChartColumn, MoreHorizontal, PinOff } from 'lucide-react';
import { useId, useMemo } from 'react';
import { toAppError } from '../../lib/bridge.ts';
import { clockTime, exactTime, relativeTime } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { type ChartAddress, type PinnedCharts, usePinnedCharts } from '../../lib/pinned-charts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { Amount } from './amount.tsx';
import { type CostsAddress, costsAddress } from './costs-address.ts';
import { CostsPicture } from './costs-picture.tsx';
import { FilterNames } from './filter-names.tsx';
import { monthText, PERIOD_NAMES, periodNameOf, periodText } from './period.ts';
import { type Chart, useChart } from './use-chart.ts';
import { useCostQuery } from './use-cost-query.ts';
import { wholeOf } from './use-cost-series.ts';
import { useDetails } from './use-details.ts';

interface PinnedChartProps {
  readonly org: string;
  readonly search: ChartAddress;
  /** Its place and how many there are. */
  readonly place: number;
  readonly count: number;
}

/** How old it is, where it was not answered just now. */
function Age({ totals }: Pick<Chart, 'totals'>) {
  const now = useNow();
  if (totals.asOf === null || totals.source !== 'cache') return null;
  return (
    <span title={exactTime(totals.asOf)}>
      {' · '}as of {clockTime(totals.asOf)}, {relativeTime(totals.asOf, now)}
    </span>
  );
}

function useEntries({ org, search, place, count }: PinnedChartProps, title: string) {
  const navigate = useNavigate();
  const pins = usePinnedCharts(org);
  const attempt = async (act: (pinned: PinnedCharts) => Promise<unknown>, done?: string) => {
    try {
      await act(pins);
      if (done !== undefined)
        toast.success(done, { action: { onSelect: () => void attempt(({ pin }) => pin(search)) } });
    } catch (thrown) {
      toast.error(`The charts on home stay as they were`, toAppError(thrown));
    }
  };
  return [
    {
      label: 'Open in Costs',
      icon: ChartColumn,
      onSelect: () => void navigate({ to: '/o/$org/costs', params: { org }, search }),
    },
    {
      label: 'Move back',
      icon: ArrowLeft,
      onSelect: () => void attempt(({ move }) => move(search, -1)),
      ...(place === 0 && { disabledReason: 'It is the first.' }),
    },
    {
      label: 'Move forward',
      icon: ArrowRight,
      onSelect: () => void attempt(({ move }) => move(search, 1)),
      ...(place === count - 1 && { disabledReason: 'It is the last.' }),
    },
    { separator: true } as const,
    {
      label: 'Unpin',
      icon: PinOff,
      onSelect: () => void attempt(({ unpin }) => unpin(search), `Unpinned ${title} from home`),
    },
  ];
}

const NOT_LOADED = <span className="text-muted">–</span>;

/** A chart of costs or usage on an organization's home, as it is in its own view; each of its marks leads there. */
export function PinnedChart(props: PinnedChartProps) {
  const { org, search } = props;
  const id = useId();
  const address: CostsAddress = useMemo(() => costsAddress.parse(search), [search]);
  const { query, emptyMonth } = useCostQuery(org, address);
  const chart = useChart(org, address, query);
  const { totals, costs, counted, measure, title } = chart;
  const entries = useEntries(props, title);
  const navigate = useNavigate();
  const view = useDetails(
    chart,
    address,
    query,
    (changes) => void navigate({ to: '/o/$org/costs', params: { org }, search: { ...search, ...changes } }),
  );
  const period = periodNameOf(address);
  const { show = 'bars' } = address;
  const whole = wholeOf(costs.total, counted);
  return (
    <section aria-labelledby={id} className="min-w-0 border-line border-t pt-3 pb-4">
      <div className="mb-2 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 id={id} className="truncate font-medium">
            <Link to="/o/$org/costs" params={{ org }} search={search} className="hover:underline">
              {title}
            </Link>
          </h3>
          <p className="truncate text-muted text-xs">
            {emptyMonth === null && period && `${PERIOD_NAMES[period]} · `}
            {periodText(query)}
            {emptyMonth !== null && ` · nothing used in ${monthText(emptyMonth)} yet`}
            <FilterNames {...{ org, address, query }} />
            <Age totals={totals} />
          </p>
        </div>
        <span className="shrink-0 pt-0.5 font-semibold text-lg">
          {totals.data === undefined || costs.isPending ? NOT_LOADED : <Amount amount={whole} measure={measure} />}
        </span>
        <Menu
          align="end"
          trigger={<IconButton label={`Actions for ${title}`} icon={MoreHorizontal} size="sm" />}
          entries={entries}
        />
      </div>
      {totals.data?.events === 0 ? (
        <p className="py-8 text-muted">Nothing was used in this period.</p>
      ) : (
        <CostsPicture {...{ chart }} show={show === 'table' ? 'bars' : show} onOpen={view.open} />
      )}
    </section>
  );
}
