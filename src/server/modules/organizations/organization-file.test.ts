import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { routes } from '../../../contract/api/index.ts';
import type { AppError } from '../../../contract/errors.ts';
import { applyPlan, withoutMissingNeeds } from '../../../contract/organization-file/apply.ts';
import { contradictions, type OrganizationDocument } from '../../../contract/organization-file/document.ts';
import { outdatedSteps, planOf } from '../../../contract/organization-file/plan.ts';
import type { CallRoute } from '../../../contract/organization-file/read-all.ts';
import { documentOf, readState } from '../../../contract/organization-file/state.ts';
import { CLASSIC_POLICY, DEFAULT_POLICY, NIST_POLICY } from '../../../contract/password-policy.ts';
import { TEAM_PERMISSION_IDS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../../testing/people.ts';
import type { World } from '../../testing/world.ts';

const TEAMS = ['t0', 't1', 't2', 't3'] as const;
const APPS = ['a0', 'a1', 'a2', '007', 'null'] as const;
const LABELS = ['GDPR', 'HIPAA', 'ITAR'] as const;
/** Few, so that two teams often want the same one. */
const NAMES = ['Radiology', 'radiology two', 'Ärzte', 'yes', '- # “x”: y'] as const;

const labels = fc.subarray([...LABELS]);
const permission = fc.constantFrom(...TEAM_PERMISSION_IDS);

const teams = fc
  .tuple(fc.subarray([...TEAMS]), fc.shuffledSubarray([...NAMES], { minLength: 4 }))
  .chain(([ids, names]) =>
    fc.tuple(
      ...ids.map((id, index) =>
        fc.record({
          id: fc.constant(id as string),
          name: fc.constant(names[index] as string),
          default_permission: permission,
          apps: fc.dictionary(fc.constantFrom(...APPS), fc.oneof(permission, fc.constant('default' as const)), {
            maxKeys: 4,
          }),
        }),
      ),
    ),
  );

/** What a file can say of the sections that every organization has. */
const documents: fc.Arbitrary<OrganizationDocument> = teams.chain((all) =>
  fc.record({
    steward: fc.constant('organization/1' as const),
    password_policy: fc.constantFrom(DEFAULT_POLICY, NIST_POLICY, CLASSIC_POLICY),
    token_rules: fc.record({
      max_lifetime_days: fc.constant(null),
      require_expiry: fc.constant(false),
      allowed_scopes: fc.constantFrom(null, ['*' as const], ['read' as const, '*' as const]),
    }),
    labels: fc.dictionary(fc.constantFrom(...APPS), labels),
    teams: fc.constant(all),
    silos:
      all.length === 0
        ? fc.constant([])
        : fc.uniqueArray(
            fc.record({
              id: fc.constantFrom('s0', 's1', 's2'),
              name: fc.constantFrom('Closed', 'Only GDPR', 'Sealed'),
              teams: fc.subarray(
                all.map(({ id }) => id),
                { minLength: 1 },
              ),
              required_labels: fc.subarray([...LABELS], { minLength: 1 }),
            }),
            { selector: ({ id }) => id, maxLength: 3 },
          ),
  }),
);
const possible = documents.filter((document) => contradictions(document).length === 0);

class Refused extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

const NAME_BY_CODE: Readonly<Record<number, AppError['name']>> = {
  11101: 'not_found',
  11102: 'invalid',
  40010: 'duplicate',
  40011: 'precondition_failed',
};

const caller =
  (world: World, who: TestPerson): CallRoute =>
  async (name, input) => {
    const reply = await world.call(name, who, input);
    if (reply.http >= 300)
      throw new Refused({ name: NAME_BY_CODE[reply.status.code] ?? 'internal', message: reply.status.description });
    return routes[name].answer.parse(reply.body) as never;
  };
const toError = (thrown: unknown): AppError => {
  if (thrown instanceof Refused) return thrown.error;
  throw thrown;
};

onEachEngine('an organization as a file', (world) => {
  const emptyOrganization = async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    await world.ok('apps.create', admin, { params: { user_id: org_id }, body: { apps: APPS.map((id) => ({ id })) } });
    return { admin, org_id, call: caller(world, admin) };
  };
  type Place = Awaited<ReturnType<typeof emptyOrganization>>;

  const planFor = async ({ call, org_id }: Place, document: OrganizationDocument) => {
    const state = await readState(call, org_id);
    return planOf(document, state);
  };
  const apply = async (place: Place, document: OrganizationDocument) => {
    const plan = await planFor(place, document);
    return applyPlan({ plan, steps: plan.steps, call: place.call, toError });
  };
  const exported = async ({ call, org_id }: Place) => documentOf(await readState(call, org_id));
  /** What it says of all organizations alike. */
  const shared = ({ organization: _, ...rest }: OrganizationDocument) => rest;

  it('is applied in order, from anything to anything, and then there is nothing to change', async () => {
    await fc.assert(
      fc.asyncProperty(possible, possible, async (first, second) => {
        const place = await emptyOrganization();
        for (const document of [first, second]) {
          const results = await apply(place, document);
          expect(
            results.filter(({ outcome }) => outcome !== 'done').map(({ step, error }) => [step.id, error]),
          ).toEqual([]);
          const after = await planFor(place, document);
          expect([after.steps, after.impossible]).toEqual([[], []]);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('changes nothing where it was exported, and makes an empty organization the same', async () => {
    await fc.assert(
      fc.asyncProperty(possible, async (document) => {
        const [one, other] = [await emptyOrganization(), await emptyOrganization()];
        await apply(one, document);
        const file = await exported(one);
        expect(await planFor(one, file)).toMatchObject({ steps: [], impossible: [], notes: [] });
        await apply(other, file);
        expect(shared(await exported(other))).toEqual(shared(file));
      }),
      { numRuns: 10 },
    );
  });

  it('lets names pass round in a ring, and to a new team from one that ends', async () => {
    const place = await emptyOrganization();
    const team = (id: string, name: string) => ({ id, name, default_permission: 'labeler_worker' as const, apps: {} });
    const file = (...all: ReturnType<typeof team>[]): OrganizationDocument => ({
      steward: 'organization/1',
      teams: all,
    });
    await apply(place, file(team('a', 'One'), team('b', 'Two'), team('c', 'Three'), team('d', 'Four')));
    const wanted = file(team('a', 'Two'), team('b', 'three'), team('c', 'ONE'), team('e', 'Four'));
    const plan = await planFor(place, wanted);
    const harmless = plan.steps.filter(({ destructive }) => !destructive);
    // The new team waits for the name, so without the deletion it is left out too.
    expect(withoutMissingNeeds(plan, harmless).map(({ id }) => id)).not.toContain('team e create');
    const results = await applyPlan({ plan, steps: plan.steps, call: place.call, toError });
    expect(results.map(({ outcome }) => outcome)).toEqual(plan.steps.map(() => 'done'));
    expect((await exported(place)).teams?.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Two'],
      ['b', 'three'],
      ['c', 'ONE'],
      ['e', 'Four'],
    ]);
  });

  it('says what cannot be done, and leaves a section alone that it does not have', async () => {
    const place = await emptyOrganization();
    await apply(place, {
      steward: 'organization/1',
      labels: { a0: ['GDPR'] },
      teams: [{ id: 't', name: 'T', default_permission: 'full_access', apps: { a0: 'default', nowhere: 'default' } }],
    });
    const plan = await planFor(place, {
      steward: 'organization/1',
      organization: { id: 'elsewhere', name: 'Elsewhere', billing_email: 'x@elsewhere.example' },
      roles: { admin: [] },
      labels: { a0: ['GDPR'], nowhere: ['GDPR'] },
      silos: [{ id: 's', name: 'S', teams: ['gone'], required_labels: ['GDPR'] }],
    });
    expect(plan.steps).toEqual([]);
    expect(plan.notes).toHaveLength(1);
    expect(plan.impossible.filter((text) => text.startsWith('The role'))).toHaveLength(6);
    expect(plan.impossible.filter((text) => !text.startsWith('The role'))).toEqual([
      'There is no app “nowhere” here to label. Create it, then compare again.',
      'The silo “S” binds “gone”, which is no team here.',
    ]);
  });

  it('overwrites nothing that another admin changes meanwhile, and goes on after another comparison', async () => {
    const place = await emptyOrganization();
    const { admin, org_id } = place;
    const second = await member(world, admin, org_id, 'admin');
    const file = (t0: string, t1: string): OrganizationDocument => ({
      steward: 'organization/1',
      teams: [
        { id: 't0', name: t0, default_permission: 'full_access', apps: { a0: 'default' } },
        { id: 't1', name: t1, default_permission: 'full_access', apps: {} },
      ],
    });
    await apply(place, file('Zero', 'One'));
    const wanted = file('Zero again', 'One again');
    const plan = await planFor(place, wanted);
    // The moment between the last look and the call is where it matters: the other admin acts within it.
    const call: CallRoute = async (name, input) => {
      const isLast = name === 'teams.update' && JSON.stringify(input).includes('"t1"');
      if (isLast)
        await world.ok('team_apps.add', second, {
          params: { org_id, team_id: 't1' },
          body: { apps: [{ app_id: 'a1', permission_id: 'labeler_lead' }] },
        });
      return place.call(name, input);
    };
    const results = await applyPlan({ plan, steps: plan.steps, call, toError });
    expect(results.map(({ step, outcome, error }) => [step.id, outcome, error?.name ?? null])).toEqual([
      ['team t0 change', 'done', null],
      ['team t1 change', 'conflict', 'precondition_failed'],
    ]);
    const between = await exported(place);
    expect(between.teams?.map(({ name, apps }) => [name, apps])).toEqual([
      ['Zero again', { a0: 'default' }],
      ['One', { a1: 'labeler_lead' }],
    ]);
    const again = await planFor(place, wanted);
    expect(again.steps.map(({ id, destructive }) => [id, destructive])).toEqual([
      ['team t1 change', false],
      ['team t1 apps remove 0', true],
    ]);
    expect(outdatedSteps(plan, await readState(place.call, org_id), plan.steps)).toHaveLength(2);
  });

  it('reads an organization of many teams and apps whole', async () => {
    const place = await emptyOrganization();
    const { org_id } = place;
    await sql`insert into apps (owner_id, id, name, description, visibility, compliance_labels)
      select ${org_id}, 'many-' || n, 'Many', '', 10, array['GDPR'] from generate_series(1, 1500) n`.execute(world.db);
    await sql`insert into teams (organization_id, id, name, name_key, default_permission_id)
      select ${org_id}, 'team-' || n, 'Team ' || n, 'team ' || n, 'model_trainer' from generate_series(1, 1200) n`.execute(
      world.db,
    );
    await sql`insert into team_apps (organization_id, team_id, app_id)
      select ${org_id}, 'team-7', 'many-' || n from generate_series(1, 1500) n`.execute(world.db);
    // As a database does by itself a moment after so many rows came.
    await sql`analyze`.execute(world.db);
    const file = await exported(place);
    expect([file.teams?.length, Object.keys(file.labels ?? {}).length]).toEqual([1200, 1500]);
    expect(Object.keys(file.teams?.find(({ id }) => id === 'team-7')?.apps ?? {})).toHaveLength(1500);
    expect((await planFor(place, file)).steps).toEqual([]);
    // More than one call takes: in parts.
    const other = await emptyOrganization();
    await sql`insert into apps (owner_id, id, name, description, visibility)
      select ${other.org_id}, 'many-' || n, 'Many', '', 10 from generate_series(1, 1500) n`.execute(world.db);
    const only: OrganizationDocument = {
      steward: 'organization/1',
      teams: file.teams?.filter(({ id }) => id === 'team-7') ?? [],
    };
    const results = await apply(other, only);
    expect(results.map(({ step, outcome }) => [step.call.route, outcome])).toEqual([
      ['teams.create', 'done'],
      ['team_apps.add', 'done'],
      ['team_apps.add', 'done'],
    ]);
    await sql`analyze`.execute(world.db);
    expect((await exported(other)).teams).toEqual(only.teams);
  });
});
