import { sql } from 'kysely';
import type { AnswerOf } from '../../contract/api/index.ts';
import { checkBilling, type Finding } from '../modules/billing/check.ts';
import { issueNext } from '../modules/billing/issue.ts';
import { organization, person, type TestPerson } from './people.ts';
import type { World } from './world.ts';

/** An organization that has existed since 2020, with no furniture: what its tests count is theirs alone. */
export interface BilledOrganization {
  readonly org_id: string;
  readonly admin: TestPerson;
}

export async function billedOrganization(world: World): Promise<BilledOrganization> {
  const admin = await person(world);
  const org_id = await organization(world, admin);
  await sql`update organizations set created_at = '2020-01-15Z' where id = ${org_id}`.execute(world.db);
  return { org_id, admin };
}

/** Records usage that is accepted whole. */
export async function use(
  world: World,
  { org_id, admin }: BilledOrganization,
  events: readonly Record<string, unknown>[],
): Promise<AnswerOf<'usage.record'>> {
  const answer = await world.ok('usage.record', admin, { params: { org_id }, body: { events: [...events] } });
  if (answer.refused.length > 0) throw new Error(`refused: ${JSON.stringify(answer.refused)}`);
  return answer;
}

/** Issues the next invoice as the server does at that time, by the database's clock. */
export const issueAt = (world: World, org_id: string, at: string) =>
  world.db.transaction().execute(async (trx) => {
    await sql`select set_config('steward.now', ${at}, true)`.execute(trx);
    return issueNext(trx, org_id);
  });

/** What `check-billing` finds about these organizations. */
export async function findingsOf(world: World, ids: readonly string[]): Promise<Finding[]> {
  return (await checkBilling(world.db)).filter(({ organization_id }) => ids.includes(organization_id));
}
