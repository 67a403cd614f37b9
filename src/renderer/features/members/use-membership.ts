import { useCommand } from '../../lib/api.ts';
import { inChunks } from '../teams/in-chunks.ts';
import { useRefreshTeams } from '../teams/use-team.ts';

/** People into and out of teams, one team after the other: what was done before a failure stays done. */
export function useMembership(org: string, userIds: readonly string[]) {
  const add = useCommand('team_members.add').run;
  const remove = useCommand('team_members.remove').run;
  const refresh = useRefreshTeams(org);
  const params = (team_id: string) => ({ org_id: org, team_id });
  return {
    join: async (teams: readonly string[]) => {
      try {
        for (const team of teams)
          await inChunks(userIds, (user_ids) => add({ params: params(team), body: { user_ids } }));
      } finally {
        await refresh();
      }
    },
    leave: async (team: string) => {
      await inChunks(userIds, (user_ids) => remove({ params: params(team), body: { user_ids } }));
      await refresh();
    },
  };
}
