import { useMemo } from 'react';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { type EndlessList, useEndlessList } from '../../lib/endless-list.ts';
import type { AuditQuery } from './audit-search.ts';
import type { LogEntry } from './log-entry.ts';

const PAGE = 200;

const pick = (answer: AnswerOf<'audit.search'>) => answer.entries;
const after = (input: InputOf<'audit.search'>, cursor: string): InputOf<'audit.search'> => ({
  ...input,
  body: { ...input.body, cursor },
});

/** The log of one organization, newest first, page after page. */
export function useAuditLog(
  organization: { readonly id: string; readonly name: string },
  query: AuditQuery,
  enabled = true,
): EndlessList<LogEntry> {
  const { id, name } = organization;
  const input = useMemo(
    () => ({ params: { user_id: id }, body: { query, pagination: { per_page: PAGE } } }),
    [id, query],
  );
  const list = useEndlessList('audit.search', input, { pick, after, enabled });
  const rows = useMemo(
    () => list.rows.map((entry) => ({ ...entry, organization: { id, name } })),
    [list.rows, id, name],
  );
  return { ...list, rows };
}
