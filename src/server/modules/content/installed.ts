import { sql } from 'kysely';
import {
  type InstalledModule,
  installedModulesCreate,
  installedModulesDelete,
  installedModulesList,
} from '../../../contract/api/content.ts';
import { appAbilities } from '../../access/app-access.ts';
import { visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { Problem } from '../../http/problem.ts';

type Reference = Omit<InstalledModule, 'installed_at'>;
const COLUMNS = ['module_id', 'module_owner_id', 'module_app_id', 'installed_at'] as const;

const BY_TIME: ListOrder<InstalledModule> = {
  list: 'installed_modules',
  keys: [
    { expression: sql`installed_at`, type: 'timestamptz', value: (row) => row.installed_at },
    { expression: sql`module_owner_id`, type: 'text', value: (row) => row.module_owner_id },
    { expression: sql`module_app_id`, type: 'text', value: (row) => row.module_app_id },
    { expression: sql`module_id`, type: 'text', value: (row) => row.module_id },
  ],
};

const installedIn = (db: Db, owner_id: string, app_id: string) =>
  db.selectFrom('installed_modules').select(COLUMNS).where('owner_id', '=', owner_id).where('app_id', '=', app_id);

/** Those of the app's installed modules that the request names. */
const named = (references: readonly Reference[]) =>
  sql<boolean>`(module_owner_id, module_app_id, module_id) in (${sql.join(
    references.map((one) => sql`(${one.module_owner_id}, ${one.module_app_id}, ${one.module_id})`),
  )})`;

/** The modules that are installed in the app, first installed first. */
export const listInstalled = handle(installedModulesList, async ({ params, query, db }) => {
  const { rows, next_cursor } = await selectPage(installedIn(db, params.user_id, params.app_id), query, BY_TIME);
  return { installed_modules: rows, next_cursor };
});

/** Whether the module is there and the caller may use it where it lives. */
async function isUsable(db: Db, caller: Caller, one: Reference): Promise<boolean> {
  const app = (await appAbilities(db, caller, one.module_owner_id, [one.module_app_id])).get(one.module_app_id);
  if (app?.use_modules !== true) return false;
  const row = await db
    .selectFrom('app_content')
    .select('id')
    .where('owner_id', '=', one.module_owner_id)
    .where('app_id', '=', one.module_app_id)
    .where('kind', '=', 'modules')
    .where('id', '=', one.module_id)
    .executeTakeFirst();
  return row !== undefined;
}

const keyOf = (one: Reference) => `${one.module_owner_id}/${one.module_app_id}/${one.module_id}`;
const targets = (appId: string, modules: readonly Reference[]) => [
  { app: { id: appId } },
  ...modules.map((one) => ({ module: { id: one.module_id, name: keyOf(one) } })),
];

function assertNamed(references: readonly Reference[], isKnown: (one: Reference) => boolean): void {
  const details = references.flatMap((one, index) =>
    isKnown(one)
      ? []
      : [{ field: `body.installed_modules.${index}`, message: `The module ${keyOf(one)} does not exist` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
}

/** Installs modules, all or none; one that is installed stays as it is. */
export const installModules = handle(installedModulesCreate, async ({ params, body, db, caller, ...call }) => {
  const wanted = [...new Map(body.installed_modules.map((one) => [keyOf(one), one])).values()];
  const usable = new Set<string>();
  for (const one of wanted)
    if (await visiting(db, one.module_owner_id, caller.user_id, () => isUsable(db, caller, one)))
      usable.add(keyOf(one));
  assertNamed(body.installed_modules, (one) => usable.has(keyOf(one)));
  const added = await db
    .insertInto('installed_modules')
    .values(wanted.map((one) => ({ ...one, owner_id: params.user_id, app_id: params.app_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .execute();
  if (added.length === 0) call.nothingToAudit('all are installed already');
  else call.audit({ event: 'MODULE_INSTALL', owner_id: params.user_id, targets: targets(params.app_id, added) });
  return { installed_modules: await installedIn(db, params.user_id, params.app_id).where(named(wanted)).execute() };
});

/** Uninstalls modules, all or none. */
export const uninstallModules = handle(installedModulesDelete, async ({ params, body, db, audit }) => {
  const removed = await db
    .deleteFrom('installed_modules')
    .where('owner_id', '=', params.user_id)
    .where('app_id', '=', params.app_id)
    .where(named(body.installed_modules))
    .returning(COLUMNS)
    .execute();
  const gone = new Set(removed.map(keyOf));
  assertNamed(body.installed_modules, (one) => gone.has(keyOf(one)));
  audit({ event: 'MODULE_UNINSTALL', owner_id: params.user_id, targets: targets(params.app_id, removed) });
  return {};
});
