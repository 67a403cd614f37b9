import { useCallback } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages, useInvalidate } from '../../lib/api.ts';
import { useTeams } from '../members/use-teams.ts';

const pickMembers = (answer: AnswerOf<'team_members.list'>) => answer.members;
const pickApps = (answer: AnswerOf<'team_apps.list'>) => answer.apps;

/** One team of the organization's list; undefined where it is not, or not yet, there. */
export function useTeam(org: string, id: string) {
  const teams = useTeams(org);
  return { ...teams, team: teams.rows.find((team) => team.id === id) };
}

export const useTeamMembers = (org: string, team: string) =>
  useAllPages('team_members.list', { params: { org_id: org, team_id: team } }, pickMembers);

export const useTeamApps = (org: string, team: string) =>
  useAllPages('team_apps.list', { params: { org_id: org, team_id: team } }, pickApps);

/** Answers a function that asks again for what a change of teams changes. */
export function useRefreshTeams(org: string): () => Promise<void> {
  const invalidate = useInvalidate();
  return useCallback(
    () =>
      invalidate(
        org,
        'teams.list',
        'team_members.list',
        'team_apps.list',
        'app_teams.list',
        'members.list',
        'access.list',
        'access.simulate',
        'organizations.home',
      ),
    [org, invalidate],
  );
}
