import type { Random } from '../../src/server/sample-data/random.ts';
import { type Client, Refused } from './client.ts';
import { clock } from './clock.ts';
import { must } from './equal.ts';

/** What one round of load did, and what of it was acknowledged. */
export interface Ledger {
  readonly word: string;
  readonly since: string;
  readonly teams: string[];
  readonly removed: string[];
  readonly removals: Set<string>;
  readonly invitations: string[];
  /** Addresses for bills that were asked for, in order, and how many of the first of them were acknowledged. */
  readonly addresses: string[];
  readonly kept: string[];
  acknowledged: number;
}

const bill = (word: string, count: number): string => `${word}-${count}@bills.example`;

/** One change or one read, at random; what is acknowledged is noted after the answer, what is asked for before. */
async function once(client: Client, org_id: string, random: Random, ledger: Ledger, count: number): Promise<void> {
  const { word } = ledger;
  const id = `${word}-${count}`;
  const params = { org_id };
  const dice = random.between(0, 9);
  if (dice < 4) {
    const team = { id, name: id, default_permission_id: 'labeler_worker' as const };
    await client.call('teams.create', { params, body: { teams: [team] } });
    ledger.teams.push(id);
  } else if (dice < 6) {
    const invitation = { email: `${id}@guests.example`, role_id: 'organization_user' as const };
    await client.call('invitations.create', { params, body: { invitations: [invitation] } });
    ledger.invitations.push(invitation.email);
  } else if (dice < 8) {
    const billing_email = bill(word, count);
    ledger.addresses.push(billing_email);
    await client.call('organizations.update', { params, body: { organization: { billing_email } } });
    ledger.kept.push(billing_email);
  } else if (dice === 8 && ledger.teams.length > 0) {
    const victim = random.pick(ledger.teams);
    if (ledger.removals.has(victim)) return;
    ledger.removals.add(victim);
    await client.call('teams.delete', { params, body: { ids: [victim] } });
    ledger.removed.push(victim);
  } else {
    await client.call('members.list', { params });
    return;
  }
  ledger.acknowledged += 1;
}

/** Changes and reads by several at once until the backend is gone. A refusal meanwhile is a fault and is thrown. */
export function startLoad(client: Client, org_id: string, random: Random, word: string, workers = 4) {
  const ledger: Ledger = {
    word,
    // The clocks are one machine's; a second of slack costs nothing.
    since: new Date(clock.now() - 1000).toISOString(),
    ...{ teams: [], removed: [], invitations: [], addresses: [], kept: [], acknowledged: 0 },
    removals: new Set(),
  };
  let count = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      count += 1;
      try {
        await once(client, org_id, random, ledger, count);
      } catch (error) {
        if (error instanceof Refused) throw error;
        return;
      }
    }
  };
  const all = Promise.all(Array.from({ length: workers }, work));
  // Awaited by `stop`, which may come later than the fault.
  all.catch(() => undefined);
  return {
    ledger,
    stop: async (): Promise<void> => {
      stopped = true;
      await all;
    },
  };
}

async function entriesSince(client: Client, org_id: string, since: string): Promise<string> {
  const texts: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { entries, next_cursor } = await client.call('audit.search', {
      params: { user_id: org_id },
      body: { query: { timestamp_from: since, success: true }, pagination: { page: 1, per_page: 1000 }, cursor },
    });
    texts.push(...entries.map((entry) => JSON.stringify(entry)));
    if (next_cursor === undefined) return texts.join('\n');
    cursor = next_cursor;
  }
}

/** Everything that the word found, over all pages. */
async function foundTeams(client: Client, org_id: string, search: string): Promise<string[]> {
  const { teams } = await client.call('teams.list', { params: { org_id }, query: { search, per_page: '1000' } });
  return teams.map(({ id }) => id);
}

/**
 * Throws where an acknowledged change is gone, or a change that is there has no audit entry. What was asked for and not
 * acknowledged may be there or not.
 */
export async function checkLoad(client: Client, org_id: string, ledger: Ledger): Promise<void> {
  const { word, teams, removed, removals, invitations, addresses, kept } = ledger;
  const log = await entriesSince(client, org_id, ledger.since);
  const there = new Set(await foundTeams(client, org_id, word));
  for (const id of teams) {
    must(log.includes(`"${id}"`), `the team ${id} has no audit entry`);
    if (!removals.has(id)) must(there.has(id), `the team ${id} was acknowledged and is gone`);
  }
  for (const id of removed) must(!there.has(id), `the team ${id} was removed and is there`);
  for (const id of there) must(log.includes(`"${id}"`), `the team ${id} is there without an audit entry`);
  const query = { search: word, per_page: '1000' as const };
  const answer = await client.call('invitations.list', { params: { org_id }, query });
  const invited = new Map(answer.invitations.map(({ email, id }) => [email, id]));
  for (const email of invitations) must(invited.has(email), `the invitation of ${email} was acknowledged and is gone`);
  for (const [email, id] of invited)
    must(log.includes(id) || log.includes(email), `the invitation of ${email} has no entry`);
  for (const address of kept) must(log.includes(address), `the change to ${address} was acknowledged and has no entry`);
  const { organization } = await client.call('organizations.get', { params: { org_id } });
  const now = addresses.indexOf(organization.billing_email ?? '');
  if (kept.length > 0) must(now >= 0, `the address ${organization.billing_email} is none of those that were set`);
}
