import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { useCommand } from '../../lib/api.ts';
import { useRefreshTeams } from '../teams/use-team.ts';

/** The calls that change which teams have one app. */
export function useAppTeamCalls(org: string, app: string) {
  const add = useCommand('team_apps.add').run;
  const update = useCommand('team_apps.update').run;
  const remove = useCommand('team_apps.remove').run;
  const refresh = useRefreshTeams(org);
  const params = (team_id: string) => ({ org_id: org, team_id });
  return {
    add: async (teams: readonly string[], permission_id: TeamPermissionId | null) => {
      try {
        for (const team of teams)
          await add({
            params: params(team),
            body: { apps: [{ app_id: app, ...(permission_id !== null && { permission_id }) }] },
          });
      } finally {
        await refresh();
      }
    },
    update: async (team: string, permission_id: TeamPermissionId | null) => {
      await update({ params: params(team), body: { apps: [{ app_id: app, permission_id }] } });
      await refresh();
    },
    remove: async (team: string) => {
      await remove({ params: params(team), body: { app_ids: [app] } });
      await refresh();
    },
  };
}
