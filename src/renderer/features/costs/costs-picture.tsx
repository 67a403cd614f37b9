import { useMemo } from 'react';
import type { CostSpike } from '../../../contract/api/costs.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CostLegend } from './cost-legend.tsx';
import type { ShownAs } from './costs-address.ts';
import { CostsChart } from './costs-chart.tsx';
import type { CostSeries } from './use-costs.ts';

interface CostsPictureProps {
  readonly costs: CostSeries;
  /** Undefined until it is known. */
  readonly currency: string | undefined;
  readonly show: ShownAs;
  readonly spikes: readonly CostSpike[];
  readonly onOpen: (group: string | undefined, mark?: string) => void;
  readonly onFilter: (id: string) => void;
}

/** The chart with its legend, or why it is not there; nothing where the table stands in its place. */
export function CostsPicture({ costs, currency, show, spikes, onOpen, onFilter }: CostsPictureProps) {
  const days = useMemo(() => new Set(spikes.map(({ day }) => day)), [spikes]);
  if (show === 'table') return null;
  if (costs.error)
    return (
      <div className="shrink-0 px-4 py-2">
        <InlineError error={costs.error} />
      </div>
    );
  if (currency === undefined || costs.isPending)
    return (
      <div className="shrink-0 px-4 py-2">
        <Skeleton width="100%" height={224} />
      </div>
    );
  return (
    <>
      <CostsChart {...{ costs, currency, show, onOpen }} spikes={days} />
      <CostLegend {...{ currency, onFilter }} series={costs.series} />
    </>
  );
}
