import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { personName } from '../../lib/person-name.ts';
import { useApps } from '../apps/use-apps.ts';
import { useMembers } from '../members/use-members.ts';
import { useTeams } from '../members/use-teams.ts';
import type { AccessNames } from './grant-sentence.ts';

const pickSilos = (answer: AnswerOf<'silos.list'>) => answer.silos;

/** What the people, teams, apps and silos of an organization are called, as far as its lists are there. */
export function useAccessNames(org: string, enabled = true): AccessNames {
  const members = useMembers(org, enabled).rows;
  const { teamName } = useTeams(org, enabled);
  const apps = useApps(org, enabled).rows;
  const silos = useAllPages('silos.list', { params: { org_id: org } }, pickSilos, { enabled }).rows;
  return useMemo(() => {
    const people = new Map(members.map(({ user }) => [user.id, personName(user)]));
    const appNames = new Map(apps.map(({ id, name }) => [id, name]));
    const siloNames = new Map(silos.map(({ id, name }) => [id, name]));
    const from = (known: ReadonlyMap<string, string>) => (id: string) => known.get(id) ?? id;
    return { person: from(people), team: teamName, app: from(appNames), silo: from(siloNames) };
  }, [members, teamName, apps, silos]);
}
