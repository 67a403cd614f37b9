import { sql } from 'kysely';
import { type Collaboration, collaborationsList } from '../../../contract/api/collaborators.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import type { ListOrder } from '../../http/pagination.ts';
import { selectShownPage } from '../../http/shown-page.ts';
import { findAppsAcross, keyOfApp } from '../apps/across.ts';
import { nameOf, profilesOf } from './profiles.ts';

const selectShares = (db: Db, collaboratorId: string) =>
  db
    .selectFrom('collaborators')
    .select(['owner_id', 'app_id', 'scopes', 'created_at'])
    .where('collaborator_id', '=', collaboratorId);

type Row = Awaited<ReturnType<ReturnType<typeof selectShares>['execute']>>[number];

const NEWEST_FIRST: ListOrder<Row> = {
  list: 'collaborations',
  keys: [
    { expression: sql`collaborators.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`collaborators.owner_id`, type: 'text', value: (row) => row.owner_id },
    { expression: sql`collaborators.app_id`, type: 'text', value: (row) => row.app_id },
  ],
  descending: true,
};

/** Others' apps that are shared with the person or the organization and that the caller can see, newest first. */
export const listCollaborations = handle(collaborationsList, async ({ params, query, db, caller }) => {
  const show = async (rows: readonly Row[]): Promise<(Collaboration | null)[]> => {
    const apps = await findAppsAcross(db, caller, rows);
    const owners = await profilesOf(
      db,
      rows.map((row) => row.owner_id),
    );
    return rows.map(({ scopes, created_at, ...reference }) => {
      const [app, owner] = [apps.get(keyOfApp(reference)), owners.get(reference.owner_id)];
      if (app === undefined || owner === undefined) return null;
      const app_owner = { ...nameOf(owner), kind: owner.kind };
      return { app, app_owner, scopes, endpoints: [], created_at };
    });
  };
  const { rows, next_cursor } = await selectShownPage(selectShares(db, params.user_id), query, NEWEST_FIRST, show);
  return { collaborations: rows, next_cursor };
});
