import { z } from 'zod';
import { permissionId } from '../../../contract/common.ts';

const text = z.string().max(200).optional().catch(undefined);

/** What the address of the list of teams holds. */
export const teamsSearch = z.object({ search: text, permission: permissionId.optional().catch(undefined) });

export const teamTabs = ['members', 'apps'] as const;
/** What the address of one team holds. */
export const teamSearch = z.object({ tab: z.enum(teamTabs).optional().catch(undefined), search: text });
