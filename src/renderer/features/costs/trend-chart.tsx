import { useMemo } from 'react';
import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type ActiveMark, type ChartCosts, type Datum, dataOf } from './chart-data.ts';
import { ChartTip } from './chart-tip.tsx';
import { EndLabels } from './end-labels.tsx';
import type { Measure } from './measure.ts';
import { markText } from './period.ts';
import { seriesColor } from './series-color.ts';

export interface TrendChartProps {
  readonly costs: ChartCosts;
  readonly measure: Measure;
  readonly show: 'bars' | 'lines';
  /** Days that cost far more than their like. */
  readonly spikes: ReadonlySet<string>;
  /** The mark that is not over. */
  readonly now: string;
  /** What the keyboard has reached. */
  readonly active: ActiveMark | null;
  readonly onOpen: (group: string | undefined, mark?: string) => void;
}

const AXIS = { fontSize: 12, fill: 'var(--text-muted)' } as const;
/** Places in pixels, which what lies over the chart needs as well. */
export const PLOT = { left: 64, right: 8, labels: 150 } as const;
const FAINT = 0.35;

function axes({ costs, measure, spikes, active, show }: TrendChartProps) {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis
      key="x"
      dataKey="mark"
      tickFormatter={markText}
      tick={AXIS}
      tickLine={false}
      axisLine={false}
      minTickGap={24}
    />,
    <YAxis
      key="y"
      width={PLOT.left}
      tick={AXIS}
      tickLine={false}
      axisLine={false}
      tickFormatter={(value: number) => measure.compact(String(Math.round(value * 1_000_000)))}
    />,
    <ReferenceLine key="zero" y={0} stroke="var(--line-control)" />,
    ...costs.marks
      .filter((mark) => spikes.has(mark))
      .map((mark) => (
        <ReferenceLine
          key={mark}
          x={mark}
          stroke="var(--amber-9)"
          strokeDasharray="2 3"
          label={{ value: '▲', position: 'top', fill: 'var(--amber-9)', fontSize: 10 }}
        />
      )),
    active && show === 'bars' && (
      <ReferenceArea key="active" x1={active.mark} x2={active.mark} fill="var(--surface-active)" ifOverflow="visible" />
    ),
    active && show === 'lines' && <ReferenceLine key="active" x={active.mark} stroke="var(--text-muted)" />,
  ];
}

/** What the pointer is over; the keyboard has a place of its own. */
function tip({ costs, measure, spikes, now, active }: TrendChartProps) {
  if (active) return null;
  return (
    <Tooltip
      isAnimationActive={false}
      cursor={{ fill: 'var(--surface-hover)', stroke: 'var(--line-strong)' }}
      content={({ active: shown, label }) => {
        const mark = String(label);
        return shown && label !== undefined ? (
          <ChartTip
            active={{ mark, series: undefined }}
            {...{ costs, measure }}
            isSpike={spikes.has(mark)}
            isRunning={mark === now}
          />
        ) : null;
      }}
    />
  );
}

const markOf = (point: { payload?: unknown }): string | undefined => (point.payload as Datum | undefined)?.mark;

function bars({ costs, now, active, onOpen }: TrendChartProps, data: readonly Datum[]) {
  return costs.series.map(({ id, name }, index) => (
    <Bar
      key={id}
      dataKey={`s${index}`}
      name={name}
      stackId="all"
      fill={seriesColor(index)}
      maxBarSize={48}
      isAnimationActive={false}
      cursor="pointer"
      onClick={(bar) => onOpen(id, markOf(bar))}
    >
      {data.map(({ mark }) => {
        const aside = active?.mark === mark && active.series !== undefined && active.series !== index;
        return <Cell key={mark} fillOpacity={aside ? FAINT : mark === now ? 0.6 : 1} />;
      })}
    </Bar>
  ));
}

function lines({ costs, active }: TrendChartProps, data: readonly Datum[]) {
  return costs.series.map(({ id, name }, index) => (
    <Line
      key={id}
      dataKey={`s${index}`}
      name={name}
      stroke={seriesColor(index)}
      strokeOpacity={active?.series === undefined || active.series === index ? 1 : FAINT}
      strokeWidth={2}
      dot={data.length < 2}
      isAnimationActive={false}
    />
  ));
}

const dashed = { stroke: 'var(--text-muted)', dot: false, isAnimationActive: false } as const;

/** Bars or lines over time, with the earlier period as a dashed line where it is compared. */
export function TrendChart(props: TrendChartProps) {
  const { costs, show, now, onOpen } = props;
  const data = useMemo(() => dataOf(costs, now), [costs, now]);
  const right = show === 'lines' ? PLOT.labels : PLOT.right;
  return (
    <ComposedChart
      data={data}
      margin={{ top: 12, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      {...(show === 'lines' && {
        onClick: ({ activeLabel }) => activeLabel !== undefined && onOpen(undefined, String(activeLabel)),
      })}
    >
      {axes(props)}
      {tip(props)}
      {show === 'bars' ? bars(props, data) : lines(props, data)}
      {costs.before && <Line {...dashed} dataKey="before" strokeWidth={1.5} strokeDasharray="4 3" />}
      {costs.before && show === 'lines' && costs.series.length > 1 && (
        <Line {...dashed} dataKey="total" stroke="var(--text)" strokeWidth={1.5} />
      )}
      {show === 'lines' && <EndLabels names={costs.series.map(({ name }) => name)} data={data} />}
    </ComposedChart>
  );
}
