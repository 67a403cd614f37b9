import type { SimulatedChange } from '../../../contract/access.ts';
import { accessSimulate, MAX_LISTED_CHANGES } from '../../../contract/api/access.ts';
import type { Indexed } from '../../access/organization-facts.ts';
import { simulate } from '../../access/simulate.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { loadIndexed } from './by-app.ts';

/**
 * Throws not_found for a new collaborator whom nobody knows, and invalid for an organization that does not collaborate
 * here yet: who is in it is not this organization's to know, so what its members would gain cannot be said.
 */
async function assertCollaborators(db: Db, { facts }: Indexed, changes: readonly SimulatedChange[]): Promise<void> {
  const added = changes.flatMap((change, index) =>
    change.type === 'add_collaborator' && !facts.members.has(change.user_id) && !facts.organizations.has(change.user_id)
      ? [{ id: change.user_id, field: `body.changes.${index}.user_id` }]
      : [],
  );
  if (added.length === 0) return;
  const rows = await db
    .selectFrom('owners')
    .select(['id', 'kind'])
    .where(
      'id',
      'in',
      added.map(({ id }) => id),
    )
    .execute();
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
  for (const { id, field } of added) {
    if (kinds.get(id) === 'person') continue;
    const isOrganization = kinds.get(id) === 'organization';
    const message = isOrganization
      ? `${id} is another organization: its members are not known here`
      : `${id} is nobody`;
    throw new Problem(isOrganization ? 'invalid' : 'not_found', message, [{ field, message }]);
  }
}

/** Who would gain and who would lose what by changes that are not made. Saves nothing. */
export const simulateAccess = handle(accessSimulate, async ({ params, body, db }) => {
  const organization = await loadIndexed(db, params.org_id);
  const { gained, lost, silo_openings } = simulate(organization, body.changes, MAX_LISTED_CHANGES);
  await assertCollaborators(db, organization, body.changes);
  return {
    gained: gained.listed,
    lost: lost.listed,
    totals: {
      gained: gained.count,
      lost: lost.count,
      people_gaining: gained.people.size,
      people_losing: lost.people.size,
      apps_gained: gained.apps,
      apps_lost: lost.apps,
    },
    silo_openings,
  };
});
