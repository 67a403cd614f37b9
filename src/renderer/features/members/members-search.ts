import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { memberSorts } from '../../../contract/api/members.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';

/** What the address of the members page holds; what it does not understand it leaves out. */
export const membersSearch = z.object({
  tab: z.enum(['members', 'invitations']).optional().catch(undefined),
  search: z.string().max(200).optional().catch(undefined),
  role: z.enum(ROLE_IDS).optional().catch(undefined),
  sort: z.enum(memberSorts).optional().catch(undefined),
});
export type MembersSearch = z.output<typeof membersSearch>;

/** The address as state: what it says, and how to change it. Typing does not fill the history. */
export function useMembersSearch(): [MembersSearch, (changes: MembersSearch) => void] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => membersSearch.parse(raw ?? {}), [raw]);
  const change = useCallback(
    (changes: MembersSearch) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, ...changes }),
        replace: true,
      });
    },
    [navigate],
  );
  return [search, change];
}
