import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AnswerOf, InputOf, RouteName } from '../../contract/api/index.ts';
import type { AppError } from '../../contract/errors.ts';
import { WHOLE_LIST_PAGES } from '../../contract/vocabulary.ts';
import type { RouteOptions } from './api.ts';
import { callRoute, type Kept, keptAnswer, untilWanted } from './fetch-route.ts';
import { type LooseInput, type RouteKey, routeKey } from './query.ts';
import { useAccount } from './session.ts';

interface ListAnswer {
  readonly next_cursor?: string | undefined;
  readonly total_count?: number | undefined;
}

/** Routes that answer a list by cursor. */
export type ListRoute = { [N in RouteName]: 'next_cursor' extends keyof AnswerOf<N> ? N : never }[RouteName];

interface Pages {
  readonly rows: readonly unknown[];
  readonly complete: boolean;
  readonly total: number | null;
  readonly asOf: number;
  readonly source: 'network' | 'cache';
}

export interface AllPagesView<T> {
  readonly rows: readonly T[];
  readonly loaded: number;
  /** Whether `rows` is everything there is. */
  readonly complete: boolean;
  /** How many there are as the backend says, where it was asked with `include_total`. */
  readonly total: number | null;
  readonly asOf: number | null;
  readonly source: 'network' | 'cache' | null;
  readonly error: AppError | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly refetch: () => void;
}

type Pick = (answer: never) => readonly unknown[];
type PageReader = (input: LooseInput) => Promise<Kept<ListAnswer> | undefined>;

const pageInput = (input: LooseInput, cursor: string | undefined): LooseInput => ({
  ...input,
  query: {
    ...input.query,
    per_page: cursor === undefined ? WHOLE_LIST_PAGES.first : WHOLE_LIST_PAGES.next,
    ...(cursor && { cursor }),
  },
});

function append(pages: Pages | undefined, page: Kept<ListAnswer>, rows: readonly unknown[]): Pages {
  return {
    rows: pages === undefined ? rows : [...pages.rows, ...rows],
    complete: page.data.next_cursor === undefined,
    total: pages?.total ?? page.data.total_count ?? null,
    asOf: Math.min(pages?.asOf ?? page.asOf, page.asOf),
    source: pages?.source === 'cache' ? 'cache' : page.source,
  };
}

/** Reads page after page until the last one, until the reader has no more, or until nobody wants them any more. */
async function readPages(
  input: LooseInput,
  pick: Pick,
  read: PageReader,
  show: (pages: Pages) => void,
  signal?: AbortSignal,
) {
  let pages: Pages | undefined;
  let cursor: string | undefined;
  do {
    const page = await read(pageInput(input, cursor));
    signal?.throwIfAborted();
    if (page === undefined) break;
    pages = append(pages, page, pick(page.data as never));
    show(pages);
    cursor = page.data.next_cursor;
  } while (cursor !== undefined);
  return pages;
}

/** Brings the kept pages into memory. */
export async function warmAllPages(client: QueryClient, key: RouteKey, pick: Pick): Promise<void> {
  const [account, , route, input] = key;
  if (client.getQueryData(key) !== undefined) return;
  const pages = await readPages(
    input,
    pick,
    (page) => keptAnswer<ListAnswer>(account, route, page),
    () => undefined,
  );
  // However young what is kept may be, the backend is asked whether it still holds.
  if (pages !== undefined && client.getQueryData(key) === undefined) client.setQueryData(key, pages, { updatedAt: 0 });
}

async function fetchAllPages(client: QueryClient, key: RouteKey, pick: Pick, signal: AbortSignal): Promise<Pages> {
  const [account, , route, input] = key;
  await warmAllPages(client, key, pick);
  await untilWanted(client, key, signal);
  // A complete list stays on screen until its successor is complete: rows do not vanish and come back.
  const progressive = client.getQueryData<Pages>(key)?.complete !== true;
  const pages = await readPages(
    input,
    pick,
    (page) => callRoute<ListAnswer>(account, route, page, 'network'),
    (soFar) => {
      const shown = client.getQueryData<Pages>(key)?.rows.length ?? 0;
      // Whoever leaves now and comes back finds these rows, and the list is asked for again.
      if (progressive && soFar.rows.length >= shown) client.setQueryData(key, soFar, { updatedAt: 0 });
    },
    signal,
  );
  if (pages === undefined) throw new Error('The backend answered no page.');
  return pages;
}

const NO_ROWS: readonly never[] = [];

/** Whole lists are kept apart from single pages of the same route. */
export const allPagesKey = (account: string, route: string, input: LooseInput): RouteKey =>
  routeKey(account, route, { ...input, pages: 'all' });

/**
 * A whole list, page by page: what is kept at once, then what the backend says, shown as it arrives. No further page is
 * asked for once nobody looks at the list.
 */
export function useAllPages<N extends ListRoute, T>(
  name: N,
  input: InputOf<N>,
  pick: (answer: AnswerOf<N>) => readonly T[],
  { enabled = true }: RouteOptions = {},
): AllPagesView<T> {
  const client = useQueryClient();
  const account = useAccount()?.id ?? '';
  const queryKey = allPagesKey(account, name, input as LooseInput);
  const query = useQuery<Pages>({
    queryKey,
    queryFn: ({ signal }) => fetchAllPages(client, queryKey, pick as Pick, signal),
    enabled: enabled && account !== '',
    structuralSharing: false,
  });
  const { data, refetch } = query;
  const rows = (data?.rows ?? NO_ROWS) as readonly T[];
  return {
    rows,
    loaded: rows.length,
    complete: data?.complete ?? false,
    total: data?.total ?? null,
    asOf: data?.asOf ?? null,
    source: data?.source ?? null,
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}
