import { usePlotArea, useYAxisScale } from 'recharts';
import type { Datum } from './chart-data.ts';
import { seriesColor } from './series-color.ts';

/** Pixels that a name takes in height. */
const LINE = 14;
const SHOWN_LETTERS = 18;
const short = (name: string): string => (name.length > SHOWN_LETTERS ? `${name.slice(0, SHOWN_LETTERS - 1)}…` : name);

export interface EndLabel {
  readonly index: number;
  readonly name: string;
  /** Where it would stand. */
  readonly y: number;
}

/** Moves labels apart so that none lies on another, within `bottom`, in the order of their places. */
export function spread(labels: readonly EndLabel[], bottom: number): EndLabel[] {
  const placed: EndLabel[] = [];
  for (const label of labels.toSorted((one, other) => one.y - other.y))
    placed.push({ ...label, y: Math.max(label.y, (placed.at(-1)?.y ?? -Infinity) + LINE) });
  let limit = bottom;
  return placed
    .toReversed()
    .map((label) => {
      const y = Math.min(label.y, limit);
      limit = y - LINE;
      return { ...label, y };
    })
    .toReversed();
}

interface EndLabelsProps {
  readonly names: readonly string[];
  readonly data: readonly Datum[];
}

/** The names of lines where they end: read without the legend. */
export function EndLabels({ names, data }: EndLabelsProps) {
  const area = usePlotArea();
  const scale = useYAxisScale();
  if (area === undefined || scale === undefined) return null;
  const last = data.findLast(({ total }) => total !== null);
  const labels = names.map((name, index) => ({ index, name, y: Number(scale(Number(last?.[`s${index}`] ?? 0))) }));
  return (
    <g>
      {spread(labels, area.y + area.height).map(({ index, name, y }) => (
        <g key={index} transform={`translate(${area.x + area.width + 8} ${y})`}>
          <circle r={3} cx={3} fill={seriesColor(index)} />
          <text x={11} dominantBaseline="central" fontSize={12} fill="var(--text-muted)">
            {short(name)}
          </text>
        </g>
      ))}
    </g>
  );
}
