import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { AppError } from '../../../contract/errors.ts';
import { clock } from '../../lib/clock.ts';
import type { EndlessList } from '../../lib/endless-list.ts';
import { callRoute } from '../../lib/fetch-route.ts';
import { useAccount } from '../../lib/session.ts';
import type { AuditQuery } from './audit-search.ts';
import type { LogEntry } from './log-entry.ts';
import { isAtEnd, type LogPosition, mergeLogs, type Positions, toRead } from './merge-logs.ts';

interface Organization {
  readonly id: string;
  readonly name: string;
}

interface Page {
  readonly rows: readonly LogEntry[];
  readonly rest: Positions;
  readonly asOf: number;
  readonly source: 'network' | 'cache';
}

const PAGE = 100;

async function readOn(account: string, organization: Organization, query: AuditQuery, position: LogPosition) {
  const cursor = position.cursor === '' ? {} : { cursor: position.cursor };
  const body = { query, pagination: { per_page: PAGE }, ...cursor };
  const input = { params: { user_id: organization.id }, body };
  const kept = await callRoute<AnswerOf<'audit.search'>>(account, 'audit.search', input, 'network');
  const buffer = kept.data.entries.map((entry) => ({ ...entry, organization }));
  return { ...kept, position: { buffer, cursor: kept.data.next_cursor ?? null } };
}

/** Reads the logs that have run out, and shows what is certain then. */
async function nextPage(account: string, organizations: readonly Organization[], query: AuditQuery, from: Positions) {
  const wanted = new Set(toRead(from));
  const read = await Promise.all(
    organizations
      .filter(({ id }) => wanted.has(id))
      .map(async (one) => [one.id, await readOn(account, one, query, from[one.id] ?? FROM_THE_TOP)] as const),
  );
  const positions = { ...from, ...Object.fromEntries(read.map(([id, { position }]) => [id, position])) };
  const asOf = Math.min(clock.now(), ...read.map(([, kept]) => kept.asOf));
  const source = read.some(([, kept]) => kept.source === 'cache') ? ('cache' as const) : ('network' as const);
  return { ...mergeLogs(positions), asOf, source };
}

const FROM_THE_TOP: LogPosition = { buffer: [], cursor: '' };

/** The logs of several organizations as one, newest first, page after page. */
export function useAllLogs(organizations: readonly Organization[], query: AuditQuery): EndlessList<LogEntry> {
  const account = useAccount()?.id ?? '';
  const start = useMemo(
    () => Object.fromEntries(organizations.map(({ id }) => [id, FROM_THE_TOP])) as Positions,
    [organizations],
  );
  const list = useInfiniteQuery({
    queryKey: [account, 'audit of all organizations', organizations.map(({ id }) => id), query],
    queryFn: ({ pageParam }): Promise<Page> => nextPage(account, organizations, query, pageParam),
    initialPageParam: start,
    getNextPageParam: (last: Page) => (isAtEnd(last.rest) ? null : last.rest),
    enabled: account !== '' && organizations.length > 0,
  });
  const { data, hasNextPage, isFetching, fetchNextPage, refetch } = list;
  return {
    rows: useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]),
    complete: data !== undefined && !hasNextPage,
    asOf: data?.pages[0]?.asOf ?? null,
    source: data?.pages[0]?.source ?? null,
    error: list.error as AppError | null,
    isPending: list.isPending && organizations.length > 0,
    isFetching,
    more: useCallback(() => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    }, [hasNextPage, isFetching, fetchNextPage]),
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}
