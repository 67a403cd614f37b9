import { useMemo } from 'react';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CostLegend } from './cost-legend.tsx';
import type { ShownAs } from './costs-address.ts';
import { CostsChart } from './costs-chart.tsx';
import type { Chart } from './use-chart.ts';

interface CostsPictureProps {
  readonly chart: Pick<Chart, 'costs' | 'totals' | 'measure' | 'spikes' | 'title'>;
  readonly show: Exclude<ShownAs, 'table'>;
  readonly onOpen: (group: string | undefined, mark?: string) => void;
  /** Narrows the page to a group of the legend; without it the legend only names them. */
  readonly onFilter?: (id: string) => void;
}

/** The chart with its legend, or why it is not there. Lines are named where they end: without a choice they need none. */
export function CostsPicture({ chart, show, onOpen, onFilter }: CostsPictureProps) {
  const { costs, totals, measure, spikes, title } = chart;
  const days = useMemo(() => new Set(spikes.map(({ day }) => day)), [spikes]);
  const error = costs.error ?? (totals.data === undefined ? totals.error : null);
  if (error) {
    const retry = () => {
      costs.refetch();
      totals.refetch();
    };
    return (
      <div className="flex items-center gap-3">
        <InlineError error={error} />
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  const before = costs.beforeTotal;
  if (totals.data === undefined || costs.isPending) return <Skeleton width="100%" height={264} />;
  return (
    <>
      <div className="h-56 shrink-0">
        <CostsChart {...{ costs, measure, show, onOpen }} label={title} spikes={days} />
      </div>
      {(show !== 'lines' || onFilter !== undefined || before !== undefined) && (
        <div className="pt-1">
          <CostLegend {...{ measure, onFilter }} series={costs.series} before={show === 'donut' ? undefined : before} />
        </div>
      )}
    </>
  );
}
