import { ROLE_IDS, ROLES, type RoleId } from '../../../../contract/permissions.ts';

const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
const BY_TEXT = new Map<string, RoleId>(
  ROLE_IDS.flatMap((id) => [
    [plain(id), id],
    [plain(ROLES[id].name), id],
  ]),
);

/** The role of this name or id, however it is spelled and spaced; null for none. */
export const matchRole = (text: string): RoleId | null => BY_TEXT.get(plain(text)) ?? null;
