import { sql } from 'kysely';
import { silosList } from '../../../contract/api/policies.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { presentSilo, type SiloRow, selectSilos } from './present.ts';

const BY_NAME: ListOrder<SiloRow> = {
  list: 'silos',
  keys: [
    { expression: sql`silos.name_key`, type: 'text', value: (row) => row.name_key },
    { expression: sql`silos.id`, type: 'text', value: (row) => row.id },
  ],
};

export const listSilos = handle(silosList, async ({ params, query, db, membership }) => {
  const { rows, next_cursor } = await selectPage(selectSilos(db, params.org_id), query, BY_NAME);
  return { silos: rows.map((row) => presentSilo(row, membership)), next_cursor };
});
