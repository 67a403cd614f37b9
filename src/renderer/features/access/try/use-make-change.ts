import { useCommand, useInvalidate } from '../../../lib/api.ts';
import type { TriedChange } from './changes-to-try.ts';

/** Makes a change that was tried out, through the operation that it is named after; rejects with what it is refused with. */
export function useMakeChange(org: string): (change: TriedChange) => Promise<void> {
  const updateMembers = useCommand('members.update').run;
  const removeMembers = useCommand('members.remove').run;
  const addPeople = useCommand('team_members.add').run;
  const removePeople = useCommand('team_members.remove').run;
  const addApps = useCommand('team_apps.add').run;
  const updateApps = useCommand('team_apps.update').run;
  const removeApps = useCommand('team_apps.remove').run;
  const updateTeams = useCommand('teams.update').run;
  const updateApp = useCommand('app.update').run;
  const invalidate = useInvalidate();
  const params = { org_id: org };
  const inTeam = (team_id: string) => ({ ...params, team_id });

  const make = (change: TriedChange): Promise<unknown> => {
    switch (change.type) {
      case 'change_role': {
        const { user_id, role_id } = change;
        return updateMembers({ params, body: { members: [{ user_id, role_id }] } });
      }
      case 'remove_member':
        return removeMembers({ params, body: { user_ids: [change.user_id] } });
      case 'add_team_member':
        return addPeople({ params: inTeam(change.team_id), body: { user_ids: [change.user_id] } });
      case 'remove_team_member':
        return removePeople({ params: inTeam(change.team_id), body: { user_ids: [change.user_id] } });
      case 'add_team_app':
        return addApps({ params: inTeam(change.team_id), body: { apps: [{ app_id: change.app_id }] } });
      case 'change_team_app': {
        const { app_id, permission_id = null } = change;
        return updateApps({ params: inTeam(change.team_id), body: { apps: [{ app_id, permission_id }] } });
      }
      case 'remove_team_app':
        return removeApps({ params: inTeam(change.team_id), body: { app_ids: [change.app_id] } });
      case 'change_team_default': {
        const { team_id: id, default_permission_id } = change;
        return updateTeams({ params, body: { teams: [{ id, default_permission_id }] } });
      }
      case 'set_visibility': {
        const visibility = { gettable: change.visibility };
        return updateApp({ params: { user_id: org, app_id: change.app_id }, body: { app: { visibility } } });
      }
    }
  };
  return async (change) => {
    await make(change);
    await Promise.all([invalidate(org), invalidate(null, 'organizations.list')]);
  };
}
