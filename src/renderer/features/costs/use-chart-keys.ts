import { type KeyboardEvent, useState } from 'react';
import type { ActiveMark, ChartCosts } from './chart-data.ts';

interface ChartKeys {
  /** What the arrow keys have reached; null until one is pressed. */
  readonly active: ActiveMark | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

interface ChartKeysOptions {
  readonly costs: ChartCosts;
  /** A ring of slices has no marks beside each other: its arrows go from group to group. */
  readonly ring: boolean;
  readonly onOpen: (group: string | undefined, mark?: string) => void;
}

const between = (value: number, last: number): number => Math.max(0, Math.min(last, value));

/** The place after a key among `count` of them; undefined where the key moves nothing. */
function placeAfter(key: string, place: number, count: number, [back, on]: readonly [string, string]) {
  const target = { [back]: place - 1, [on]: place + 1, Home: 0, End: count - 1 }[key];
  return target === undefined ? undefined : between(target, count - 1);
}

/** Left and right go from mark to mark, up and down from group to group of it, Enter opens what is behind. */
export function useChartKeys({ costs, ring, onOpen }: ChartKeysOptions): ChartKeys {
  const [active, setActive] = useState<ActiveMark | null>(null);
  const { marks, series } = costs;

  const moved = (key: string): ActiveMark | undefined => {
    const place = active === null ? -1 : marks.indexOf(active.mark);
    // Above the first group stands the mark as a whole.
    const level = active?.series ?? -1;
    if (ring) {
      const slice = placeAfter(key, level, series.length, ['ArrowLeft', 'ArrowRight']);
      const other = placeAfter(key, level, series.length, ['ArrowUp', 'ArrowDown']);
      const next = slice ?? other;
      return next === undefined ? undefined : { mark: '', series: next };
    }
    const at = placeAfter(key, place, marks.length, ['ArrowLeft', 'ArrowRight']);
    if (at !== undefined) return { mark: marks[at] ?? '', series: active?.series };
    const up = { ArrowUp: level - 1, ArrowDown: level + 1 }[key];
    if (up === undefined) return undefined;
    const next = Math.max(-1, Math.min(series.length - 1, up));
    return { mark: active?.mark ?? marks[0] ?? '', series: next < 0 ? undefined : next };
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = marks.length === 0 ? undefined : moved(event.key);
    if (next !== undefined) setActive(next);
    else if (active !== null && ['Enter', ' '].includes(event.key))
      onOpen(active.series === undefined ? undefined : series[active.series]?.id, active.mark || undefined);
    else if (active !== null && event.key === 'Escape') setActive(null);
    else return;
    event.preventDefault();
  };
  return { active, onKeyDown, onBlur: () => setActive(null) };
}
