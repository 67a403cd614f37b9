import type { AppAction } from '../../../contract/permissions.ts';
import { type AppAbilities, appAbilities } from '../../access/app-access.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { Problem } from '../../http/problem.ts';

/** What the caller may do with each of several apps. Throws not_found naming those that they may not see. */
export async function seeEach(
  db: Db,
  caller: Caller,
  ownerId: string,
  ids: readonly string[],
  field: (index: number) => string,
): Promise<Map<string, AppAbilities>> {
  const abilities = await appAbilities(db, caller, ownerId, ids);
  const details = ids.flatMap((id, index) =>
    abilities.has(id) ? [] : [{ field: field(index), message: `The app ${id} does not exist` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
  return abilities;
}

/** A right that something in the request needs. */
export interface Need {
  readonly field: string;
  readonly right: AppAction;
}

/** Throws forbidden naming each right that is missing, and the field that needs it. */
export function assertRights(abilities: AppAbilities, needs: readonly Need[]): void {
  const details = needs
    .filter(({ right }) => !abilities[right])
    .map(({ field, right }) => ({ field: right, message: `${field} needs ${right}` }));
  if (details.length > 0) throw new Problem('forbidden', details[0]?.message, details);
}
