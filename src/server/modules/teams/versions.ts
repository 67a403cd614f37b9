import {
  teamAppsAdd,
  teamAppsRemove,
  teamAppsUpdate,
  teamMembersAdd,
  teamMembersRemove,
  teamsDelete,
  teamsUpdate,
} from '../../../contract/api/teams.ts';
import type { Db } from '../../db/tables.ts';
import { withVersion } from '../../http/operation.ts';
import { onlyOne } from '../../http/precondition.ts';
import { addTeamApps, removeTeamApps, updateTeamApps } from './apps.ts';
import { deleteTeams } from './delete.ts';
import { addTeamMembers, removeTeamMembers } from './members.ts';
import { teamVersion } from './present.ts';
import { updateTeams } from './update.ts';

interface OneTeam {
  readonly params: { readonly org_id: string; readonly team_id: string };
}
const ofPath = ({ params }: OneTeam, db: Db) => teamVersion(db, params.org_id, params.team_id);

/** The changes to teams, each with the version of the team that it is about: its apps and its people count. */
export const versionedTeamOperations = [
  withVersion(
    teamsUpdate,
    ({ params, body }, db) => teamVersion(db, params.org_id, onlyOne(body.teams, 'body.teams').id),
    updateTeams,
  ),
  withVersion(
    teamsDelete,
    ({ params, body }, db) => teamVersion(db, params.org_id, onlyOne(body.ids, 'body.ids')),
    deleteTeams,
  ),
  withVersion(teamMembersAdd, ofPath, addTeamMembers),
  withVersion(teamMembersRemove, ofPath, removeTeamMembers),
  withVersion(teamAppsAdd, ofPath, addTeamApps),
  withVersion(teamAppsUpdate, ofPath, updateTeamApps),
  withVersion(teamAppsRemove, ofPath, removeTeamApps),
];
