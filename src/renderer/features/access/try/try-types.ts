/** The changes that can be tried out in a sentence; silos, labels and deletions are looked at where they are made. */
export const TRY_TYPES = [
  'change_role',
  'remove_member',
  'add_team_member',
  'remove_team_member',
  'add_team_app',
  'change_team_app',
  'remove_team_app',
  'change_team_default',
  'set_visibility',
] as const;
export type TryType = (typeof TRY_TYPES)[number];
