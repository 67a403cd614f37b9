import { Cell, Label, Pie, PieChart, type PieLabelRenderProps, Tooltip } from 'recharts';
import { formatPercent } from '../../lib/format.ts';
import { decimalOf, sumMicros } from '../../lib/money.ts';
import type { ActiveMark, ChartCosts } from './chart-data.ts';
import type { Measure } from './measure.ts';
import { seriesColor } from './series-color.ts';

interface DonutChartProps {
  readonly costs: ChartCosts;
  readonly measure: Measure;
  readonly active: ActiveMark | null;
  readonly onOpen: (group: string | undefined) => void;
}

/** Slices thinner than this stand in the legend only: their names would lie on each other. */
const LABELLED = 0.04;
const SHOWN_LETTERS = 24;
const FAINT = 0.35;

function SliceLabel({ x, y, textAnchor, name = '', percent = 0 }: PieLabelRenderProps) {
  if (percent < LABELLED) return null;
  const text = String(name);
  return (
    <text x={x} y={y} textAnchor={textAnchor} dominantBaseline="central" fontSize={12} fill="var(--text-muted)">
      {text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS - 1)}…` : text} {formatPercent(percent * 100)}
    </text>
  );
}

/** The groups as parts of the whole, named where there is room; a group that lowers the bill is no part of a ring. */
export function DonutChart({ costs, measure, active, onOpen }: DonutChartProps) {
  const slices = costs.series
    .map(({ id, name, total }, index) => ({ id, name, index, value: Number(decimalOf(total)), total }))
    .filter(({ value }) => value > 0);
  const chosen = slices.find(({ index }) => index === active?.series);
  const whole = sumMicros(costs.series.map(({ total }) => total));
  return (
    <PieChart accessibilityLayer={false}>
      <Pie
        data={slices}
        dataKey="value"
        nameKey="name"
        // The figure around it has the focus and its keys.
        rootTabIndex={-1}
        innerRadius="56%"
        outerRadius="82%"
        startAngle={90}
        endAngle={-270}
        stroke="var(--surface)"
        isAnimationActive={false}
        label={SliceLabel}
        labelLine={false}
        onClick={(_, place) => onOpen(slices[place]?.id)}
      >
        {slices.map(({ id, index }) => (
          <Cell
            key={id}
            fill={seriesColor(index)}
            fillOpacity={chosen === undefined || chosen.index === index ? 1 : FAINT}
            cursor="pointer"
          />
        ))}
        <Label
          position="center"
          value={measure.format(chosen?.total ?? whole)}
          fontSize={16}
          fontWeight={600}
          fill="var(--text)"
        />
      </Pie>
      <Tooltip
        isAnimationActive={false}
        content={({ active: shown, payload }) => {
          const slice = slices.find(({ name }) => name === payload?.[0]?.name);
          return shown && slice ? (
            <p className="rounded-md border border-line-strong bg-float px-3 py-2 text-xs shadow-float">
              {slice.name} <span className="font-medium tabular-nums">{measure.format(slice.total)}</span>
            </p>
          ) : null;
        }}
      />
    </PieChart>
  );
}
