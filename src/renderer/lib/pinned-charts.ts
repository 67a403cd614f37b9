import type { PinnedChart } from '../../contract/ipc.ts';
import { MAX_PINNED_CHARTS } from '../../contract/vocabulary.ts';
import { invoke } from './bridge.ts';
import { useAccount, useAppState } from './session.ts';

export type ChartAddress = PinnedChart['search'];

/** What stands in an address, in an order of its own: two ways to write one view are one chart. */
export const chartKey = (search: ChartAddress): string =>
  JSON.stringify(Object.entries(search).sort(([one], [other]) => (one < other ? -1 : 1)));

export interface PinnedCharts {
  /** In the order in which they are shown. */
  readonly charts: readonly PinnedChart[];
  readonly isPinned: (search: ChartAddress) => boolean;
  /** Why no further chart can be pinned; undefined where one can. */
  readonly fullReason: string | undefined;
  /** Adds it as the last one; what is pinned already stays where it is. Each rejects with an `AppError`. */
  readonly pin: (search: ChartAddress) => Promise<unknown>;
  readonly unpin: (search: ChartAddress) => Promise<unknown>;
  /** Moves it by so many places, at most to an end. */
  readonly move: (search: ChartAddress, distance: number) => Promise<unknown>;
}

const NONE: readonly PinnedChart[] = [];

/** The charts on the home of an organization. Main keeps them with the settings, for each account its own. */
export function usePinnedCharts(org: string): PinnedCharts {
  const account_id = useAccount()?.id ?? '';
  const all = useAppState()?.settings.pinned_charts;
  const charts = all?.find((one) => one.account_id === account_id && one.organization_id === org)?.charts ?? NONE;
  const keep = (next: readonly PinnedChart[]) =>
    invoke('settings.update', { pinned_charts: { account_id, organization_id: org, charts: [...next] } });
  const without = (search: ChartAddress) => charts.filter((one) => chartKey(one.search) !== chartKey(search));
  const isPinned = (search: ChartAddress) => charts.some((one) => chartKey(one.search) === chartKey(search));
  return {
    charts,
    isPinned,
    fullReason:
      charts.length < MAX_PINNED_CHARTS
        ? undefined
        : `Home holds ${MAX_PINNED_CHARTS} charts, which is as many as it takes. Unpin one first.`,
    pin: (search) => (isPinned(search) ? Promise.resolve() : keep([...charts, { search }])),
    unpin: (search) => keep(without(search)),
    move: (search, distance) => {
      const from = charts.findIndex((one) => chartKey(one.search) === chartKey(search));
      const place = Math.max(0, Math.min(charts.length - 1, from + distance));
      return from < 0 ? Promise.resolve() : keep(without(search).toSpliced(place, 0, { search }));
    },
  };
}
