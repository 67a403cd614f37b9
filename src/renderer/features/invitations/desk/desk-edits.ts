import type { RoleId } from '../../../../contract/permissions.ts';
import type { DeskRow } from './desk-rows.ts';
import { changeDesk } from './desk-store.ts';

/** What can be done to the rows of a list before it is sent. */
export function deskEdits(account: string, org: string) {
  const edit = (change: (rows: readonly DeskRow[]) => readonly DeskRow[]) =>
    changeDesk(account, org, ({ rows }) => ({ rows: rows === null ? null : change(rows) }));
  const editSome = (ids: ReadonlySet<string>, change: (row: DeskRow) => DeskRow) =>
    edit((rows) => rows.map((row) => (ids.has(row.id) ? change(row) : row)));
  return {
    replace: (next: DeskRow) => edit((rows) => rows.map((row) => (row.id === next.id ? next : row))),
    remove: (ids: ReadonlySet<string>) => edit((rows) => rows.filter(({ id }) => !ids.has(id))),
    setRole: (ids: ReadonlySet<string>, role: RoleId) => editSome(ids, (row) => ({ ...row, role })),
    setTeams: (ids: ReadonlySet<string>, teams: readonly string[]) =>
      editSome(ids, (row) => ({ ...row, teams, unknownTeams: [] })),
  };
}
