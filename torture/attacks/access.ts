import { randomBytes } from 'node:crypto';
import { routes } from '../../src/contract/api/index.ts';
import { ROLE_IDS, type RoleId } from '../../src/contract/permissions.ts';
import { newToken } from '../../src/server/http/authenticate.ts';
import { insertKey } from '../../src/server/modules/keys/insert.ts';
import { engines } from '../../src/server/testing/engines.ts';
import { member, organization, person, type TestPerson } from '../../src/server/testing/people.ts';
import { attempt, buildScene, callerOf, routeNames, type Scene } from '../../src/server/testing/scenes.ts';
import type { Who, World } from '../../src/server/testing/world.ts';
import { onEngines } from '../attack.ts';
import { comparable, nowhere, outcome, whole } from '../support/comparable.ts';
import { equal, must } from '../support/equal.ts';
import { expectedOf, guarded, RESTORE } from '../support/expected.ts';
import { mark } from '../support/mark.ts';
import { noErrors, openUndoing } from '../support/worlds.ts';

const SECRET_WORD = 'Zebrafish';

interface Cast {
  readonly scene: Scene;
  /** A scene whose organization was deleted after the roles had joined. */
  readonly deleted: Scene;
  readonly members: ReadonlyMap<RoleId, TestPerson>;
  readonly deletedMembers: ReadonlyMap<RoleId, TestPerson>;
  /** Admin of an organization of their own. */
  readonly stranger: TestPerson;
  readonly tokens: Readonly<Record<string, { readonly who: Who; readonly wanted: string }>>;
}

async function oneOfEach(world: World, scene: Scene): Promise<Map<RoleId, TestPerson>> {
  const found = new Map<RoleId, TestPerson>();
  for (const role of ROLE_IDS) found.set(role, await member(world, scene.admin, scene.org_id, role));
  return found;
}

/** Tokens that must not open anything, with what each is told. */
async function badTokens(world: World, scene: Scene): Promise<Cast['tokens']> {
  const revoked = await member(world, scene.admin, scene.org_id, 'admin');
  await world.ok('keys.delete', revoked, { params: { user_id: 'me', key_id: revoked.key_id } });
  const past = '2020-01-01T00:00:00.000000Z';
  const expired = await world.db.transaction().execute((trx) =>
    insertKey(trx, {
      ...{ user_id: scene.admin.id, description: 'Old', scopes: ['*'], made_by: 'person' },
      expires_at: past,
    }),
  );
  const unknown = '401 11009';
  const malformed = '401 11008';
  return {
    none: { who: null, wanted: malformed },
    revoked: { who: revoked, wanted: unknown },
    expired: { who: { token: expired.id }, wanted: unknown },
    unknown: { who: { token: newToken().secret }, wanted: unknown },
    mistyped: { who: { token: `stw_${randomBytes(19).toString('hex')}` }, wanted: malformed },
    'of a public id': { who: { token: scene.admin.key_id }, wanted: malformed },
  };
}

async function readingToken(world: World, user_id: string): Promise<Who> {
  const key = { user_id, description: 'Reads', scopes: ['read'], expires_at: null, made_by: 'person' } as const;
  const { id } = await world.db.transaction().execute((trx) => insertKey(trx, key));
  return { token: id };
}

async function gather(world: World): Promise<Cast> {
  const [scene, deleted, stranger] = [await buildScene(world), await buildScene(world), await person(world)];
  await organization(world, stranger);
  const members = await oneOfEach(world, scene);
  const deletedMembers = await oneOfEach(world, deleted);
  const { admin, org_id } = deleted;
  await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
  const tokens = await badTokens(world, scene);
  await mark(world.db, scene.org_id, SECRET_WORD);
  return { scene, deleted, members, deletedMembers, stranger, tokens };
}

/** Every route, for every role, in an organization of one's own, another's, a deleted one and none, with every token. */
export const accessAttacks = onEngines('every route for every role', async (tally, context, engine) => {
  const { world, database } = await openUndoing(context, engine);
  const cast = await gather(world);
  const { scene, deleted, members, deletedMembers, stranger, tokens } = cast;
  const call = async (name: (typeof routeNames)[number], where: Scene, who: Who) => {
    const reply = await database.undoing(() => attempt(world, name, where, who));
    noErrors(world);
    return reply;
  };

  for (const route of context.some(guarded, engine === engines.at(-1))) {
    const { name } = route;
    for (const role of ROLE_IDS) {
      const there = name === RESTORE ? deletedMembers : members;
      const where = name === RESTORE ? { ...scene, deleted_id: deleted.org_id } : scene;
      const restore = role === 'admin' ? '200 10000' : '403 11007 manage_organization';
      await tally.trial(`${name} by ${role}`, async () => {
        const reply = await call(name, where, there.get(role) ?? null);
        equal(outcome(reply), name === RESTORE ? restore : expectedOf(role, route));
        if (reply.http >= 400) must(!whole(reply).includes(SECRET_WORD), 'a refusal shows what is inside');
      });
      if (name === RESTORE || (context.short && role !== 'admin')) continue;
      await tally.trial(`${name} by ${role} of a deleted organization`, async () => {
        const reply = await call(name, deleted, deletedMembers.get(role) ?? null);
        equal([reply.http, reply.status.code], [404, 11101]);
      });
      await tally.trial(`${name} by ${role} of another organization`, async () => {
        const reply = await call(name, scene, deletedMembers.get(role) ?? null);
        const invented = await call(name, nowhere(scene), deletedMembers.get(role) ?? null);
        equal([reply.http, reply.status.code], [404, 11101]);
        equal(comparable(reply, scene), comparable(invented, nowhere(scene)));
      });
    }
    for (const [kind, who] of Object.entries({ 'an admin elsewhere': stranger, 'a person in none': scene.invitee }))
      await tally.trial(`${name} by ${kind}`, async () => {
        const reply = await call(name, scene, who);
        const invented = await call(name, nowhere(scene), who);
        equal([reply.http, reply.status.code], [404, 11101]);
        equal(comparable(reply, scene), comparable(invented, nowhere(scene)), 'the answer');
      });
  }
  const withToken = context
    .some(routeNames, engine === engines.at(-1))
    .filter((name) => callerOf(scene, name) !== null);
  for (const name of withToken)
    for (const [kind, { who, wanted }] of Object.entries(tokens))
      await tally.trial(`${name} with a token: ${kind}`, async () => {
        const reply = await call(name, scene, who);
        equal(`${reply.http} ${reply.status.code}`, wanted);
        if (context.short) return;
        const invented = await call(name, nowhere(scene), who);
        equal(comparable(reply, scene), comparable(invented, nowhere(scene)), 'the answer');
      });
  const readers = new Map<string, Who>();
  for (const { id } of [scene.admin, scene.colleague, scene.invitee]) readers.set(id, await readingToken(world, id));
  for (const name of withToken)
    await tally.trial(`${name} with a token that reads`, async () => {
      const reply = await call(name, scene, readers.get(callerOf(scene, name)?.id ?? '') ?? null);
      if (!routes[name].reads) equal([reply.http, reply.status.code], [403, 11007]);
      else must(reply.http === 200 || reply.status.code === 11007, `it answered ${outcome(reply)}`);
    });
});
