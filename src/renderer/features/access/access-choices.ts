import { useMemo } from 'react';
import { useAllPages } from '../../lib/api.ts';
import { personName } from '../../lib/person-name.ts';
import type { SearchChoice } from '../../ui/search-chip.tsx';

export interface AccessChoices {
  readonly person: readonly SearchChoice[];
  readonly app: readonly SearchChoice[];
  readonly team: readonly SearchChoice[];
}

/** Whom and what one can ask about, by name. */
export function useAccessChoices(org: string, enabled: boolean): AccessChoices {
  const members = useAllPages('members.list', { params: { org_id: org } }, ({ members: all }) => all, { enabled });
  const apps = useAllPages('apps.list', { params: { user_id: org } }, ({ apps: all }) => all, { enabled });
  const teams = useAllPages('teams.list', { params: { org_id: org } }, ({ teams: all }) => all, { enabled });
  return {
    person: useMemo(
      () => members.rows.map(({ user }) => ({ value: user.id, label: personName(user), hint: user.primary_email })),
      [members.rows],
    ),
    app: useMemo(() => apps.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), [apps.rows]),
    team: useMemo(() => teams.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), [teams.rows]),
  };
}
