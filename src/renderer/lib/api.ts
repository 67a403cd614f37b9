import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AnswerOf, InputOf, RouteName } from '../../contract/api/index.ts';
import type { AppError } from '../../contract/errors.ts';
import { callRoute, fetchRoute, type Kept } from './fetch-route.ts';
import { tellOpenings } from './openings.ts';
import { invalidateRoutes, type LooseInput, orgOf, routeKey } from './query.ts';
import { useAccount } from './session.ts';

export { useAllPages } from './all-pages.ts';
export { useAccount, useAppState, useConnection } from './session.ts';

export interface RouteView<A> {
  readonly data: A | undefined;
  /** Milliseconds since 1970 at which the backend gave this answer. */
  readonly asOf: number | null;
  readonly source: 'network' | 'cache' | null;
  readonly error: AppError | null;
  /** Nothing to show yet, neither kept nor fresh. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly refetch: () => void;
}

export interface RouteOptions {
  readonly enabled?: boolean;
  /** Asks again that often, in milliseconds, while the window is in front. */
  readonly everyMs?: number;
}

/** One read of the API for the active account: what is kept at once, then what the backend says. */
export function useRoute<N extends RouteName>(
  name: N,
  input: InputOf<N>,
  { enabled = true, everyMs }: RouteOptions = {},
): RouteView<AnswerOf<N>> {
  const client = useQueryClient();
  const account = useAccount()?.id ?? '';
  const queryKey = routeKey(account, name, input as LooseInput);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchRoute<AnswerOf<N>>(client, queryKey, signal),
    enabled: enabled && account !== '',
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const kept: Kept<AnswerOf<N>> | undefined = query.data;
  const { refetch } = query;
  return {
    data: kept?.data,
    asOf: kept?.asOf ?? null,
    source: kept?.source ?? null,
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}

export interface Command<N extends RouteName> {
  /** Resolves to the answer or rejects with an `AppError`. */
  readonly run: (input: InputOf<N>) => Promise<AnswerOf<N>>;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly reset: () => void;
}

/** One change through the API for the active account. */
export function useCommand<N extends RouteName>(name: N): Command<N> {
  const account = useAccount()?.id ?? '';
  const mutation = useMutation<AnswerOf<N>, AppError, InputOf<N>>({
    mutationFn: async (input) => {
      const answer = await callRoute<AnswerOf<N>>(account, name, input as LooseInput, 'network');
      tellOpenings(orgOf(input as LooseInput), answer.data);
      return answer.data;
    },
  });
  return { run: mutation.mutateAsync, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset };
}

/** Answers a function that asks again for what is on screen of these routes; `org` null is the person's own. */
export function useInvalidate(): (org: string | null, ...names: RouteName[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((org, ...names) => invalidateRoutes(client, org, names), [client]);
}
