import { TEAM_PERMISSION_IDS } from '../../../contract/permissions.ts';
import { address, oneOf, text } from '../../lib/address.ts';

const words = text(200);

/** What the address of the list of teams holds. */
export const teamsSearch = address({ search: words, permission: oneOf(TEAM_PERMISSION_IDS) });

export const teamTabs = ['members', 'apps'] as const;
/** What the address of one team holds. */
export const teamSearch = address({ tab: oneOf(teamTabs), search: words });
