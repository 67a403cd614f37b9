import { QueryClient } from '@tanstack/react-query';
import type { AppError } from '../../contract/errors.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError;
  }
}

/** Main retries and knows about connections; here a query only asks it once. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        gcTime: 3_600_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

export interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  readonly if_match?: string | undefined;
  /** Set in keys of lists of several pages. */
  readonly pages?: 'all' | 'endless';
}

export type RouteKey = readonly [account: string, org: string | null, route: string, input: LooseInput];

/** The organization that a call is about: its own parameter, or the owner where that is not the person. */
export function orgOf(input: LooseInput): string | null {
  const org = input.params?.org_id;
  if (typeof org === 'string') return org;
  const owner = input.params?.user_id;
  return typeof owner === 'string' && owner !== 'me' ? owner : null;
}

export const routeKey = (account: string, route: string, input: LooseInput): RouteKey => [
  account,
  orgOf(input),
  route,
  input,
];

/**
 * Marks what is held of the named routes as old, so that what is on screen is asked for again. `org` null is what
 * belongs to the person; without names, everything of that organization.
 */
export function invalidateRoutes(client: QueryClient, org: string | null, names: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey.length === 4 && queryKey[1] === org && (names.length === 0 || names.includes(String(queryKey[2]))),
  });
}
