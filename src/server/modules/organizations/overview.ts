import { sql } from 'kysely';
import type { Organization } from '../../../contract/api/organizations.ts';
import { type OrganizationOverview, organizationsOverview } from '../../../contract/api/overview.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { organizationSpendOf } from '../billing/overview.ts';
import { keptOutOf } from '../keys/kept-out.ts';
import { findPolicy } from '../password-policy/organization-policy.ts';
import { countSilos } from '../silos/present.ts';
import { findRules } from '../token-rules/rules.ts';
import { invitationsOf } from './home.ts';
import { presentOrganization, selectOrganizations } from './present.ts';

async function invitationCounts(db: Db, id: string): Promise<OrganizationOverview['invitations']> {
  const { next_expiring, ...counts } = await invitationsOf(db, id);
  return { ...counts, next_expires_at: next_expiring[0]?.expires_at ?? null };
}

async function adminsOf(db: Db, id: string): Promise<number> {
  const { count } = await db
    .selectFrom('members')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('organization_id', '=', id)
    .where('role_id', '=', 'admin')
    .executeTakeFirstOrThrow();
  return count;
}

/** What the caller may see of one organization, while the transaction visits it. */
async function overviewOf(db: Db, organization: Organization): Promise<OrganizationOverview> {
  const { id, abilities: may } = organization;
  const { password_policy } = await findPolicy(db, id);
  const { token_rules } = await findRules(db, id);
  return {
    organization,
    kept_out: false,
    admins_count: may.view_members ? await adminsOf(db, id) : null,
    invitations: may.manage_members ? await invitationCounts(db, id) : null,
    spend: may.view_financial_data ? await organizationSpendOf(db, id) : null,
    policies: { password_policy, token_rules, silos_count: may.view_teams ? await countSilos(db, id) : null },
  };
}

const closed = (organization: Organization): OrganizationOverview => ({
  organization,
  kept_out: true,
  admins_count: null,
  invitations: null,
  spend: null,
  policies: null,
});

/** The caller's organizations by name, each as far as its role and its rules for tokens let them see it. */
export const overviewOrganizations = handle(organizationsOverview, async ({ db, caller }) => {
  const rows = await selectOrganizations(db, caller.user_id)
    .where('organizations.deleted_at', 'is', null)
    .orderBy('organizations.name_key')
    .orderBy('organizations.id')
    .execute();
  const keptOut = (await keptOutOf(db, caller.user_id, [caller.key_id])).get(caller.key_id) ?? [];
  const overviews: OrganizationOverview[] = [];
  for (const row of rows) {
    const organization = presentOrganization(row, caller);
    const isClosed = keptOut.some(({ id }) => id === row.id) || !organization.abilities.view_organization;
    overviews.push(
      isClosed ? closed(organization) : await visiting(db, row.id, caller.user_id, () => overviewOf(db, organization)),
    );
  }
  return { overviews };
});
