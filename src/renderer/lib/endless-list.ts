import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AnswerOf, InputOf, RouteName } from '../../contract/api/index.ts';
import type { AppError } from '../../contract/errors.ts';
import { callRoute, type Kept } from './fetch-route.ts';
import { type LooseInput, routeKey } from './query.ts';
import { useAccount } from './session.ts';

export interface EndlessList<T> {
  readonly rows: readonly T[];
  /** Whether `rows` is everything there is. */
  readonly complete: boolean;
  readonly asOf: number | null;
  readonly source: 'network' | 'cache' | null;
  readonly error: AppError | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  /** Asks for the next page, unless there is none or it is on its way. */
  readonly more: () => void;
  readonly refetch: () => void;
}

interface EndlessOptions<N extends RouteName, T> {
  readonly pick: (answer: AnswerOf<N>) => readonly T[];
  /** The same question from where the page before ended. */
  readonly after: (input: InputOf<N>, cursor: string) => InputOf<N>;
  readonly enabled?: boolean;
}

/**
 * A list too long to be loaded whole, such as a log: page after page as one scrolls. What main has kept of the pages is
 * shown while there is no connection.
 */
export function useEndlessList<N extends RouteName, T>(
  name: N,
  input: InputOf<N>,
  { pick, after, enabled = true }: EndlessOptions<N, T>,
): EndlessList<T> {
  type Page = Kept<AnswerOf<N> & { readonly next_cursor?: string }>;
  const account = useAccount()?.id ?? '';
  const query = useInfiniteQuery({
    queryKey: routeKey(account, name, { ...(input as LooseInput), pages: 'endless' }),
    queryFn: ({ pageParam }): Promise<Page> =>
      callRoute(account, name, (pageParam === null ? input : after(input, pageParam)) as LooseInput, 'network'),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page) => last.data.next_cursor ?? null,
    enabled: enabled && account !== '',
  });
  const { data, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => pick(page.data)) ?? [], [data, pick]);
  const first = data?.pages[0];
  return {
    rows,
    complete: data !== undefined && !hasNextPage,
    asOf: first?.asOf ?? null,
    source: first?.source ?? null,
    error: query.error as AppError | null,
    isPending: query.isPending,
    isFetching,
    more: useCallback(() => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    }, [hasNextPage, isFetching, fetchNextPage]),
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}
