import { useMemo } from 'react';
import { useAllPages } from '../../lib/api.ts';
import { fullName } from '../../lib/format.ts';
import type { CostQuery } from './cost-query.ts';
import { useComparison } from './use-comparison.ts';
import { type CostGroup, useCostGroups, useCostTotals } from './use-costs.ts';

/** Somebody with what they cost. */
export interface Activity extends CostGroup {
  readonly lastActive: string | null;
  /** Whether they are a member still. */
  readonly isMember: boolean;
}

/** Everybody with what they cost and when they were last active, who used nothing as well. */
export function useMemberActivity(org: string, query: CostQuery) {
  const costs = useCostGroups(org, query, 'member');
  const totals = useCostTotals(org, query);
  const members = useAllPages('members.list', { params: { org_id: org } }, ({ members: all }) => all);
  const rows = useMemo((): readonly Activity[] => {
    const known = new Map(members.rows.map((one) => [one.user.id, one]));
    const spending = costs.groups.map((group) => ({
      ...group,
      lastActive: known.get(group.id)?.last_active_at ?? null,
      isMember: known.has(group.id) || !members.complete,
    }));
    const spends = new Set(spending.map(({ id }) => id));
    const isOne = ({ user }: (typeof members.rows)[number]) =>
      query.member_id === undefined || user.id === query.member_id;
    const idle = members.rows
      .filter((one) => !spends.has(one.user.id) && isOne(one))
      .map(({ user, last_active_at }) => ({
        id: user.id,
        name: fullName(user),
        amount: '0',
        compared: '0',
        previous: '0',
        events: 0,
        lastActive: last_active_at,
        isMember: true,
      }));
    return [...spending, ...idle];
  }, [costs.groups, members.rows, members.complete, query.member_id]);
  const currency = totals.data?.currency;
  const comparison = useComparison(query, totals);
  return {
    rows,
    currency,
    comparison,
    asOf: costs.asOf,
    isPending: costs.isPending || totals.isPending,
    complete: costs.complete && members.complete && currency !== undefined,
    error: costs.error ?? totals.error,
    refetch: () => {
      costs.refetch();
      totals.refetch();
      members.refetch();
    },
  };
}
