import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../../../contract/api/index.ts';
import { DEFAULT_BASELINE } from '../../../../contract/baseline.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { Account } from '../../../../contract/ipc.ts';
import { ME } from '../../../lib/current.ts';
import { fetchRoute, type Kept } from '../../../lib/fetch-route.ts';
import { routeKey } from '../../../lib/query.ts';
import { useAppState } from '../../../lib/session.ts';
import type { FleetRow } from './fleet-row.ts';
import { gapsOf, resolveBaseline } from './gaps.ts';

type Answer = AnswerOf<'organizations.overview'>;

/** An account whose organizations could not be read. */
export interface FleetFailure {
  readonly account: Account;
  readonly error: AppError;
  /** Whether what it said before is shown. */
  readonly shown: boolean;
}

const NO_ACCOUNTS: readonly Account[] = [];

/** Asks each account's backend once for all of its organizations; what is kept shows at once. */
function useOverviews(accounts: readonly Account[]) {
  const client = useQueryClient();
  return useQueries({
    queries: accounts.map(({ id }) => {
      const queryKey = routeKey(id, 'organizations.overview', ME);
      return {
        queryKey,
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchRoute<Answer>(client, queryKey, signal),
      };
    }),
    combine: (results) => ({
      kept: results.map(({ data }) => data as Kept<Answer> | undefined),
      errors: results.map(({ error }) => error),
      isPending: results.some(({ isPending }) => isPending),
      isFetching: results.some(({ isFetching }) => isFetching),
      refetch: () => {
        for (const { refetch } of results) void refetch();
      },
    }),
  });
}

/** The organizations of every account side by side, each with its age and its gaps, and which accounts failed. */
export function useFleet() {
  const state = useAppState();
  const accounts = state?.accounts ?? NO_ACCOUNTS;
  const baseline = state?.settings.baseline ?? DEFAULT_BASELINE;
  const { kept, errors, isPending, isFetching, refetch } = useOverviews(accounts);
  const placed = useMemo(
    () =>
      accounts.flatMap((account, index) =>
        (kept[index]?.data.overviews ?? []).map((overview) => ({ ...overview, account, asOf: kept[index]?.asOf ?? 0 })),
      ),
    [accounts, kept],
  );
  const rules = useMemo(() => resolveBaseline(baseline, placed), [baseline, placed]);
  const rows = useMemo(
    () => placed.map((row): FleetRow => ({ ...row, gaps: rules === null ? null : gapsOf(rules, row) })),
    [placed, rules],
  );
  const failures = accounts.flatMap((account, index): FleetFailure[] => {
    const error = errors[index];
    return error ? [{ account, error, shown: kept[index] !== undefined }] : [];
  });
  return {
    rows,
    failures,
    baseline,
    /** Null where the model cannot be found: then nothing is measured. */
    rules,
    several: accounts.length > 1,
    isPending: isPending && rows.length === 0,
    isFetching,
    asOf: rows.length === 0 ? null : Math.min(...rows.map(({ asOf }) => asOf)),
    refetch: useCallback(() => refetch(), [refetch]),
  };
}
