import { createTeams } from './create.ts';
import { listTeams } from './list.ts';
import { listAppTeams, listTeamApps } from './list-apps.ts';
import { listTeamMembers } from './members.ts';
import { versionedTeamOperations } from './versions.ts';

export const teamOperations = [
  listTeams,
  createTeams,
  listTeamMembers,
  listTeamApps,
  listAppTeams,
  ...versionedTeamOperations,
];
