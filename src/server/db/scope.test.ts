import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { buildScene, type Scene } from '../testing/scenes.ts';
import { asSystem, enterTenant, inScope, type Scope } from './scope.ts';
import type { Tx } from './tables.ts';

const NOBODY: Scope = { tenant: null, person: null };

interface Table {
  readonly name: string;
  readonly columns: string[];
  readonly isolated: boolean;
  readonly policies: number;
}

/** Tables that belong to nobody, and what requests may do with them. */
const OF_NOBODY = new Set([
  'owners',
  'kysely_migration',
  'kysely_migration_lock',
  'outbox',
  'testing_clock',
  // The operator's own prices and bank account, which every invoice names.
  'billing_issuer',
  'default_prices',
]);

onEachEngine('the scope of a transaction', (world) => {
  let scene: Scene;
  let other: Scene;
  beforeAll(async () => {
    [scene, other] = [await buildScene(world), await buildScene(world)];
  });

  const tables = () =>
    world.rows(sql<Table>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as isolated,
        (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = 'public' order by 1`);
  const count = async (trx: Tx, table: string) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(trx);
    return rows[0]?.count;
  };
  const seen = (scope: Scope, table: string) => inScope(world.db, scope, 'read only', (trx) => count(trx, table));

  it('is forced on every table, so that a new one says whose it is (migrations/isolate.ts)', async () => {
    const open = (await tables()).filter(({ isolated, policies }) => !isolated || policies < 2);
    expect(open.map(({ name }) => name).filter((name) => !OF_NOBODY.has(name))).toEqual([]);
    const owned = open.filter(({ columns }) => columns.includes('organization_id') || columns.includes('owner_id'));
    expect(owned).toEqual([]);
  });

  it('sees nothing without a tenant and a person', async () => {
    for (const { name } of await tables())
      if (!OF_NOBODY.has(name)) expect([name, await seen(NOBODY, name)]).toEqual([name, 0]);
  });

  it('sees nothing of a tenant for somebody who does not belong there', async () => {
    const mine = { tenant: scene.org_id, person: scene.admin.id };
    const foreign = { tenant: other.org_id, person: scene.admin.id };
    const none = { tenant: null, person: scene.admin.id };
    for (const table of ['teams', 'silos', 'invitations', 'clusters', 'deployments', 'app_content']) {
      expect(await seen(mine, table)).toBeGreaterThan(0);
      expect([table, await seen(foreign, table)]).toEqual([table, await seen(none, table)]);
    }
  });

  it('shows who the members are to their own tenant alone, whatever is asked', async () => {
    const people = (scope: Scope) =>
      inScope(world.db, scope, 'read only', (trx) =>
        trx.selectFrom('tenant_members').select('organization_id').distinct().execute(),
      );
    const mine = { tenant: scene.org_id, person: scene.admin.id };
    expect(await people(mine)).toEqual([{ organization_id: scene.org_id }]);
    for (const scope of [NOBODY, { ...mine, tenant: other.org_id }, { ...mine, tenant: null }])
      expect(await people(scope)).toEqual([]);
    const change = inScope(world.db, mine, 'read write', (trx) =>
      trx.updateTable('tenant_members').set({ role_id: 'admin' }).execute(),
    );
    await expect(change).rejects.toThrow();
  });

  it('ends with the transaction', async () => {
    const [before] = await world.rows(sql<{ role: string }>`select current_user::text as role`);
    await inScope(world.db, { tenant: scene.org_id, person: scene.admin.id }, 'read only', (trx) =>
      count(trx, 'teams'),
    );
    const [after] = await world.rows(
      sql`select current_user::text as role, coalesce(current_setting('steward.tenant', true), '') as tenant`,
    );
    expect(after).toEqual({ ...before, tenant: '' });
  });

  it('cannot write while it reads', async () => {
    const scope = { tenant: scene.org_id, person: scene.admin.id };
    const write = inScope(world.db, scope, 'read only', (trx) =>
      trx.updateTable('teams').set({ name: 'x' }).where('id', '=', 'team').execute(),
    );
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('cannot write what belongs to another, or change what the log says', async () => {
    const scope = { tenant: scene.org_id, person: scene.admin.id };
    const organization_id = other.org_id;
    const team = { organization_id, id: 'x', name: 'x', name_key: 'x', default_permission_id: 'full_access' } as const;
    const insert = inScope(world.db, scope, 'read write', (trx) => trx.insertInto('teams').values(team).execute());
    await expect(insert).rejects.toMatchObject({ code: '42501' });
    const promote = inScope(world.db, scope, 'read write', (trx) =>
      trx.updateTable('members').set({ organization_id }).where('user_id', '=', scene.admin.id).execute(),
    );
    await expect(promote).rejects.toMatchObject({ code: '42501' });
    const forge = inScope(world.db, scope, 'read write', (trx) =>
      trx.updateTable('audit_entries').set({ success: false }).execute(),
    );
    await expect(forge).rejects.toMatchObject({ code: '42501' });
  });

  it('moves to another tenant, and sees all as the system until that is done', async () => {
    const scope = { tenant: scene.org_id, person: scene.admin.id };
    await inScope(world.db, scope, 'read write', async (trx) => {
      const own = await count(trx, 'teams');
      const all = await asSystem(trx, (system) => count(system, 'teams'));
      expect(all).toBeGreaterThan(own ?? 0);
      expect(await count(trx, 'teams')).toBe(own);
      const failing = asSystem(trx, async () => {
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await count(trx, 'teams')).toBe(own);
      await enterTenant(trx, other.org_id);
      const rows = await trx.selectFrom('teams').select('organization_id').distinct().execute();
      expect(rows).toEqual([{ organization_id: other.org_id }]);
    });
    await expect(enterTenant(world.db, other.org_id)).rejects.toThrow('no');
  });
});

describe('nothing else', () => {
  const root = join(import.meta.dirname, '..');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\/|^db\/(scope\.ts|migrations\/)/.test(file),
  );
  const offenders = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));

  it('knows the names of the settings and of the roles', () => {
    expect(offenders(/steward\.(tenant|person|now)|steward_(app|system)\b|set_config|set (local )?role/i)).toEqual([]);
  });
  it('opens a transaction', () => {
    expect(offenders(/\.(transaction|startTransaction|connection)\(\)/)).toEqual([]);
  });
  it('writes a filter by tenant as text, where no test could take it away', () => {
    expect(offenders(/(organization_id|owner_id)\s*=\s*\$\{/)).toEqual([]);
  });
});
