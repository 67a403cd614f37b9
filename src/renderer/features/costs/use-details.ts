import { useCallback, useMemo } from 'react';
import { useOpenRow } from '../../lib/open-row.ts';
import { type CostQuery, groupFilter } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';
import { markText, periodAt } from './period.ts';
import type { Chart } from './use-chart.ts';
import { REST } from './use-cost-series.ts';
import { countedQuery } from './use-costs.ts';

const groupId = ({ id }: { readonly id: string }) => id;

type Change = (changes: CostsAddress) => void;

/** What stands at the side: the events of a group, a mark, or both. */
export function useDetails(chart: Chart, address: CostsAddress, query: CostQuery, onChange: Change) {
  const { by, counted, groups: view } = chart;
  const { groups } = view;
  const { open, at } = address;
  const narrowed = useMemo(() => {
    const group = open === undefined ? {} : groupFilter(by, open);
    return { ...countedQuery({ ...query, ...periodAt(query, at) }, counted), ...group };
  }, [query, at, open, by, counted]);
  const onOpenId = useCallback((id: string | undefined) => onChange({ open: id }), [onChange]);
  const { row, previous, next } = useOpenRow(groups, groupId, open, onOpenId);
  const parts = [open === undefined ? undefined : (row?.name ?? open), at && markText(at)];
  return {
    isOpen: open !== undefined || at !== undefined,
    title: parts.filter(Boolean).join(', '),
    query: narrowed,
    open: (group: string | undefined, mark?: string) =>
      onChange({ open: group === REST ? undefined : group, at: mark }),
    close: () => onChange({ open: undefined, at: undefined }),
    previous,
    next,
  };
}
export type Details = ReturnType<typeof useDetails>;
