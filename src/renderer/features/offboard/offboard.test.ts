import { expect, it } from 'vitest';
import type { RouteName } from '../../../contract/api/index.ts';
import type { Account } from '../../../contract/ipc.ts';
import { type Job, newJob } from '../../../contract/jobs.ts';
import type { CallRoute } from '../../../contract/organization-file/read-all.ts';
import { BridgeError, toAppError } from '../../lib/bridge.ts';
import { makeMember, makeOrganization } from '../../testing/world.ts';
import { makeApp } from '../../testing/world-apps.ts';
import { type Choices, chosenOf, jobOf, keyOf } from './job-of.ts';
import { findPeople } from './places.ts';
import { readPlan } from './plan.ts';
import { jobCsv } from './receipt.ts';

const account = (id: string, url: string, person: string): Account => ({
  ...{ id, url, kind: 'server', label: id, secret: 'keychain', needs_sign_in: false },
  person: { id: person, first_name: person, last_name: '', email: `${person}@example.org` },
});
/** Ada and Grace herself on one backend, Ada on another that does not answer. */
const HERE = account('here', 'https://one.example', 'ada');
const HERS = account('hers', 'https://one.example', 'grace');
const AWAY = account('away', 'https://two.example', 'ada');

const admin = makeOrganization(0, { id: 'radiology', name: 'Radiology', role_id: 'admin' });
const reader = { ...admin, role_id: 'organization_user' as const, abilities: { view_members: true } };
const grace = {
  ...makeMember(1),
  role_id: 'organization_contributor' as const,
  user: { id: 'grace', first_name: 'Grace', last_name: 'Hopper', primary_email: 'Grace@Example.org', image: null },
};
const notes = makeApp(0, 'grace', null);

const ANSWERS: Partial<Record<RouteName, (account: string) => unknown>> = {
  // The same organization through two accounts: the one that may manage its members counts.
  'organizations.list': (id) => ({ organizations: [id === 'here' ? admin : reader] }),
  'members.list': () => ({ members: [grace] }),
  'access.list': () => ({ access: [], total_count: 0 }),
  'member_tokens.list': () => ({
    tokens: Array.from({ length: 1500 }, (_, index) => ({
      id: `token${index}`,
      description: '',
      withdrawn_at: index === 0 ? 'then' : null,
    })),
  }),
  'invitations.list': () => ({ invitations: [] }),
  'collaborations.list': () => ({
    collaborations: [
      { app: notes, app_owner: { id: 'grace', kind: 'person' } },
      { app: makeApp(1, 'alan', null), app_owner: { id: 'alan', kind: 'person' } },
    ],
  }),
};
const callAs =
  (id: string): CallRoute =>
  async (name) => {
    if (id === 'away') throw new BridgeError({ name: 'offline', message: 'There is no connection.' });
    const answer = ANSWERS[name];
    if (answer === undefined) throw new Error(`${name} was not to be asked`);
    return answer(id) as never;
  };

async function planWith(accounts: readonly Account[]) {
  const found = await findPeople(accounts, 'grace', callAs, toAppError);
  const [candidate, ...others] = found.candidates;
  if (candidate === undefined || others.length > 0) throw new Error('not one candidate');
  return readPlan(found, candidate, accounts, callAs, toAppError);
}
const choices = (more: Partial<Choices> = {}): Choices => ({ leftOut: new Set(), newOwners: new Map(), ...more });

it('finds one person over all accounts, each organization once, and names what gave no answer', async () => {
  const plan = await planWith([HERS, HERE, AWAY]);
  expect([plan.email, plan.name]).toEqual(['grace@example.org', 'Grace Hopper']);
  expect(plan.organizations.map((one) => [one.account.id, one.organization.id, one.tokens.length])).toEqual([
    ['here', 'radiology', 1499],
  ]);
  expect(plan.unasked).toMatchObject([{ label: 'All organizations of away', error: { name: 'offline' } }]);
});

it('transfers the person’s own apps first and through their own account, and removes the membership last', async () => {
  const plan = await planWith([HERE, HERS]);
  const [one] = plan.organizations;
  if (one === undefined) throw new Error('no plan');
  const job = jobOf(plan, choices({ newOwners: new Map([[keyOf(one), 'radiology']]) }));
  expect(newJob.safeParse(job).error).toBeUndefined();
  expect(job.items.map(({ route, account_id }) => [route, account_id])).toEqual([
    ['app.transfer', 'hers'],
    ['member_tokens.withdraw', 'here'],
    ['member_tokens.withdraw', 'here'],
    ['members.remove', 'here'],
  ]);
  expect(job.remarks).toEqual([]);
});

it('tries nothing that only the person may do, and says so; what is left out is not tried either', async () => {
  const plan = await planWith([HERE]);
  const [one] = plan.organizations;
  if (one === undefined) throw new Error('no plan');
  const job = jobOf(plan, choices());
  expect(job.items.map(({ route }) => route)).not.toContain('app.transfer');
  expect(job.remarks.map(({ text }) => text)).toEqual([
    `Only Grace Hopper can transfer ${notes.name}: it is their own app. Ask them to, before they go.`,
  ]);
  const without = choices({ leftOut: new Set([keyOf(one)]) });
  expect(chosenOf(plan, without)).toEqual([]);
  expect(jobOf(plan, without).remarks.map(({ text }) => text)).toEqual(['Left out by choice.']);
});

it('writes a receipt whose cells a spreadsheet does not calculate', () => {
  const planned = { group_id: 'g', account_id: 'here', route: 'members.remove', input: {} } as const;
  const made = { at: null, was_so: false, error: null, id: '7d3c6c1e-0b0a-4a44-9a0e-3f8f0f3f5a10' };
  const job: Job = {
    ...{
      kind: 'offboard',
      title: '=cmd|calc',
      created_at: '2026-11-24T00:00:00Z',
      running: false,
      kept: true,
      problem: null,
    },
    id: made.id,
    groups: [{ id: 'g', label: '@Radiology' }],
    items: [
      { ...planned, ...made, label: '+1', state: 'done', was_so: true },
      { ...planned, ...made, label: 'b', state: 'failed', error: { name: 'offline', message: '-1' } },
      { ...planned, ...made, label: 'c', state: 'waiting' },
    ],
    remarks: [{ label: 'Elsewhere', text: 'Not yours' }],
  };
  expect(jobCsv(job).split('\r\n')).toEqual([
    'about,organization,step,outcome,at,reason,request_id',
    `"'=cmd|calc","'@Radiology","'+1",Done (was so already),,,`,
    `"'=cmd|calc","'@Radiology",b,Failed: not reached,,"'-1",`,
    `"'=cmd|calc","'@Radiology",c,Waiting,,,`,
    `"'=cmd|calc",Elsewhere,,Not tried,,Not yours,`,
  ]);
});
