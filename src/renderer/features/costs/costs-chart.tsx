import { useId } from 'react';
import { ResponsiveContainer } from 'recharts';
import { useNow } from '../../lib/now.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type ActiveMark, type ChartCosts, sayMark } from './chart-data.ts';
import { ChartTip } from './chart-tip.tsx';
import type { ShownAs } from './costs-address.ts';
import { DonutChart } from './donut-chart.tsx';
import type { Measure } from './measure.ts';
import { dayOf, markOf } from './period.ts';
import { PLOT, TrendChart } from './trend-chart.tsx';
import { useChartKeys } from './use-chart-keys.ts';

export interface CostsChartProps {
  /** "Costs by app" */
  readonly label: string;
  readonly costs: ChartCosts;
  readonly measure: Measure;
  readonly show: Exclude<ShownAs, 'table'>;
  readonly spikes: ReadonlySet<string>;
  /** Opens what is behind a mark: of one group, or of all. */
  readonly onOpen: (group: string | undefined, mark?: string) => void;
}

/** The share of the plot's width at which a mark stands. */
function placeOf(mark: string, { marks }: ChartCosts, show: 'bars' | 'lines'): number {
  const place = marks.indexOf(mark);
  if (show === 'bars') return (place + 0.5) / marks.length;
  return marks.length < 2 ? 0.5 : place / (marks.length - 1);
}

interface TipAtProps extends Omit<CostsChartProps, 'show' | 'onOpen' | 'label'> {
  readonly active: ActiveMark;
  readonly show: 'bars' | 'lines';
  readonly now: string;
}

/** The values of the mark that the keyboard has reached, beside it. */
function TipAt({ active, costs, measure, spikes, show, now }: TipAtProps) {
  const share = placeOf(active.mark, costs, show);
  const right = show === 'lines' ? PLOT.labels : PLOT.right;
  const left = `calc(${PLOT.left}px + (100% - ${PLOT.left + right}px) * ${share})`;
  return (
    <div
      className="pointer-events-none absolute top-2 z-10"
      style={{ left, transform: `translateX(${share > 0.5 ? 'calc(-100% - 16px)' : '16px'})` }}
    >
      <ChartTip {...{ active, costs, measure }} isSpike={spikes.has(active.mark)} isRunning={active.mark === now} />
    </div>
  );
}

/**
 * A period as a picture that a keyboard can read: one stop, arrows from mark to mark, Enter to what is behind. What it
 * shows stands in a table as well.
 */
export function CostsChart({ label, costs, measure, show, spikes, onOpen }: CostsChartProps) {
  const hint = useId();
  const ring = show === 'donut';
  const { active, onKeyDown, onBlur } = useChartKeys({ costs, ring, onOpen });
  const now = markOf(dayOf(useNow()), costs.marks[0]?.length === 7 ? 'month' : 'day');
  const slice = ring && active?.series !== undefined ? costs.series[active.series] : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a meaning of forms
    <div
      role="group"
      aria-roledescription="chart"
      aria-label={label}
      aria-describedby={hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read its marks
      tabIndex={0}
      {...{ onKeyDown, onBlur }}
      className="relative h-full w-full rounded-md [&_*:focus]:outline-none"
    >
      <div aria-hidden className="h-full w-full">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: 224 }}>
          {show === 'donut' ? (
            <DonutChart {...{ costs, measure, active, onOpen }} />
          ) : (
            <TrendChart {...{ costs, measure, show, spikes, now, active, onOpen }} />
          )}
        </ResponsiveContainer>
        {active && show !== 'donut' && <TipAt {...{ active, costs, measure, spikes, show, now }} />}
      </div>
      <VisuallyHidden>
        <span id={hint}>Arrow keys read the marks, Enter opens what is behind one, T shows the table.</span>
        <span role="status">
          {slice && `${slice.name}: ${measure.format(slice.total)}`}
          {active && !ring && sayMark(active, costs, measure)}
        </span>
      </VisuallyHidden>
    </div>
  );
}
