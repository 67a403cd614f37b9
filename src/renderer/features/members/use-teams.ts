import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';

const pick = (answer: AnswerOf<'teams.list'>) => answer.teams;

/** The organization's teams, and a function that tells a team's name. */
export function useTeams(org: string, enabled = true) {
  const view = useAllPages('teams.list', { params: { org_id: org } }, pick, { enabled });
  const teamName = useMemo(() => {
    const names = new Map(view.rows.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  }, [view.rows]);
  return { ...view, teamName };
}
