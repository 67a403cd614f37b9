import { useMemo } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Line,
  LineChart,
  Pie,
  PieChart,
  type PieLabelRenderProps,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatMoney, formatMoneyCompact, roughly } from '../../lib/money.ts';
import { markText } from './period.ts';
import { seriesColor } from './series-color.ts';
import type { CostSeries } from './use-costs.ts';

interface ChartProps {
  readonly costs: Pick<CostSeries, 'marks' | 'series' | 'total'>;
  readonly currency: string;
  readonly show: 'bars' | 'lines' | 'donut';
  /** Days that cost far more than their like. */
  readonly spikes: ReadonlySet<string>;
  readonly onOpen: (group: string | undefined, mark?: string) => void;
}

interface TipProps extends Pick<ChartProps, 'costs' | 'currency' | 'spikes'> {
  readonly active?: boolean;
  readonly label?: string | number;
}

/** The values below the pointer, exact sums in the order of the legend. */
function Tip({ active, label, costs, currency, spikes }: TipProps) {
  if (!active || label === undefined) return null;
  const mark = String(label);
  return (
    <div className="rounded-md border border-line-strong bg-float px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">
        {markText(mark)}
        {spikes.has(mark) && <span className="text-amber-text"> · unusually high</span>}
      </p>
      <table className="tabular-nums">
        <tbody>
          {costs.series.map(({ id, name, byMark }, index) => (
            <tr key={id}>
              <td className="pr-1.5">
                <span className="inline-block size-2 rounded-full" style={{ background: seriesColor(index) }} />
              </td>
              <td className="max-w-44 truncate pr-4">{name}</td>
              <td className="text-right">{formatMoney(byMark.get(mark) ?? '0', currency)}</td>
            </tr>
          ))}
          <tr className="border-line border-t font-medium">
            <td />
            <td className="pt-1 pr-4">Total</td>
            <td className="pt-1 text-right">{formatMoney(costs.total.get(mark) ?? '0', currency)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

type Datum = { readonly mark: string } & Readonly<Record<string, number | string>>;

/** Points by place, since ids may be any text: `s0`, `s1`. */
const dataOf = ({ marks, series }: ChartProps['costs']): Datum[] =>
  marks.map((mark) => ({
    mark,
    ...Object.fromEntries(series.map(({ byMark }, index) => [`s${index}`, roughly(byMark.get(mark) ?? '0')])),
  }));

const AXIS = { fontSize: 12, fill: 'var(--text-muted)' } as const;
const MARGIN = { top: 12, right: 8, bottom: 0, left: 0 };

function axes({ costs, currency, spikes }: Pick<ChartProps, 'costs' | 'currency' | 'spikes'>) {
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
      width={64}
      tick={AXIS}
      tickLine={false}
      axisLine={false}
      tickFormatter={(value: number) => formatMoneyCompact(String(Math.round(value * 1_000_000)), currency)}
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
    <Tooltip
      key="tip"
      isAnimationActive={false}
      cursor={{ fill: 'var(--surface-hover)', stroke: 'var(--line-strong)' }}
      content={(props) => <Tip active={props.active} label={props.label} {...{ costs, currency, spikes }} />}
    />,
  ];
}

/** Slices thinner than this stand in the legend only: their names would lie on each other. */
const LABELLED = 0.04;

function SliceLabel({ x, y, textAnchor, name, percent = 0 }: PieLabelRenderProps) {
  if (percent < LABELLED) return null;
  return (
    <text x={x} y={y} textAnchor={textAnchor} dominantBaseline="central" {...AXIS}>
      {name}
    </text>
  );
}

function Donut({ costs, currency, onOpen }: ChartProps) {
  const slices = costs.series
    .filter(({ total }) => !total.startsWith('-'))
    .map(({ id, name, total }) => ({ id, name, value: roughly(total), total }));
  return (
    <PieChart>
      <Pie
        data={slices}
        dataKey="value"
        nameKey="name"
        innerRadius="52%"
        outerRadius="78%"
        stroke="var(--surface)"
        isAnimationActive={false}
        label={SliceLabel}
        labelLine={false}
        onClick={(_, index) => onOpen(slices[index]?.id ?? '')}
      >
        {slices.map(({ id }, index) => (
          <Cell key={id} fill={seriesColor(index)} cursor="pointer" />
        ))}
      </Pie>
      <Tooltip
        isAnimationActive={false}
        content={({ active, payload }) => {
          const slice = slices.find(({ name }) => name === payload?.[0]?.name);
          return active && slice ? (
            <p className="rounded-md border border-line-strong bg-float px-3 py-2 text-xs shadow-float">
              {slice.name} <span className="font-medium tabular-nums">{formatMoney(slice.total, currency)}</span>
            </p>
          ) : null;
        }}
      />
    </PieChart>
  );
}

/** The period as a picture. What it shows stands in the table below it as well, which screen readers get. */
export function CostsChart(props: ChartProps) {
  const { costs, show, onOpen } = props;
  const { series } = costs;
  const data = useMemo(() => dataOf(costs), [costs]);
  const open = (id: string) => (bar: { payload?: unknown }) => onOpen(id, (bar.payload as Datum | undefined)?.mark);
  const chart = {
    bars: (
      <BarChart data={data} margin={MARGIN} accessibilityLayer={false} maxBarSize={48}>
        {axes(props)}
        {series.map(({ id, name }, index) => (
          <Bar
            key={id}
            dataKey={`s${index}`}
            name={name}
            stackId="all"
            fill={seriesColor(index)}
            isAnimationActive={false}
            cursor="pointer"
            onClick={open(id)}
          />
        ))}
      </BarChart>
    ),
    lines: (
      <LineChart
        data={data}
        margin={MARGIN}
        accessibilityLayer={false}
        onClick={({ activeLabel }) => activeLabel !== undefined && onOpen(undefined, String(activeLabel))}
      >
        {axes(props)}
        {series.map(({ id, name }, index) => (
          <Line
            key={id}
            dataKey={`s${index}`}
            name={name}
            stroke={seriesColor(index)}
            strokeWidth={2}
            dot={data.length < 2}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    ),
    donut: <Donut {...props} />,
  }[show];
  return (
    <div aria-hidden className="h-56 shrink-0 px-4 [&_*:focus]:outline-none">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: 224 }}>
        {chart}
      </ResponsiveContainer>
    </div>
  );
}
