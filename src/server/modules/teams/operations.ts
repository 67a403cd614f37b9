import { addTeamApps, removeTeamApps, updateTeamApps } from './apps.ts';
import { createTeams } from './create.ts';
import { deleteTeams } from './delete.ts';
import { listTeams } from './list.ts';
import { listAppTeams, listTeamApps } from './list-apps.ts';
import { addTeamMembers, listTeamMembers, removeTeamMembers } from './members.ts';
import { updateTeams } from './update.ts';

export const teamOperations = [
  listTeams,
  createTeams,
  updateTeams,
  deleteTeams,
  listTeamMembers,
  addTeamMembers,
  removeTeamMembers,
  listTeamApps,
  addTeamApps,
  updateTeamApps,
  removeTeamApps,
  listAppTeams,
];
