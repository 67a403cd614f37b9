import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { type MemberSort, membersList } from '../../../contract/api/members.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';
import type { RouteRequest } from '../../../contract/route.ts';
import { kept } from '../../db/kept.ts';
import { containing } from '../../db/like.ts';
import type { Db, Tables } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import {
  cutByOrder,
  isUsualStart,
  type ListOrder,
  queryPage,
  readPage,
  type SortKey,
  selectPage,
} from '../../http/pagination.ts';
import { type MemberRow, presentMember, selectMembers } from './present.ts';

const EPOCH = '1970-01-01T00:00:00.000000Z';
const ROLE_ORDER = sql.join(ROLE_IDS.map((role) => sql.lit(role)));

const SORT_KEYS: Record<'name' | 'role' | 'joined' | 'last_active', SortKey<MemberRow>> = {
  name: { expression: sql`members.sort_name`, type: 'text', value: (row) => row.sort_name },
  role: {
    expression: sql`array_position(array[${ROLE_ORDER}], members.role_id)`,
    type: 'integer',
    value: (row) => String(ROLE_IDS.indexOf(row.role_id) + 1),
  },
  joined: { expression: sql`members.joined_at`, type: 'timestamptz', value: (row) => row.joined_at },
  last_active: {
    expression: sql`coalesce(members.last_active_at, 'epoch')`,
    type: 'timestamptz',
    value: (row) => row.last_active_at ?? EPOCH,
  },
};
const USER: SortKey<MemberRow> = { expression: sql`members.user_id`, type: 'text', value: (row) => row.user_id };

function orderOf(sort: MemberSort): ListOrder<MemberRow> {
  const name = sort.replace('-', '') as keyof typeof SORT_KEYS;
  return { list: `members:${sort}`, keys: [SORT_KEYS[name], USER], descending: sort.startsWith('-') };
}

/** What is asked for, said of the row of `members` alone: so the total needs no join. */
const matching = (query: Query) => (eb: ExpressionBuilder<Tables, 'members'>) => {
  const { role_id, search, team_id } = query;
  const wanted: Expression<SqlBool>[] = [];
  if (role_id !== undefined) wanted.push(eb('members.role_id', '=', role_id));
  if (search) wanted.push(eb('members.search_text', 'like', containing(search.toLowerCase())));
  if (team_id !== undefined)
    wanted.push(
      eb.exists(
        eb
          .selectFrom('team_members')
          .select('team_members.user_id')
          .whereRef('team_members.organization_id', '=', 'members.organization_id')
          .where('team_members.team_id', '=', team_id)
          .whereRef('team_members.user_id', '=', 'members.user_id'),
      ),
    );
  return eb.and(wanted);
};

const countMatching = async (db: Db, organizationId: string, query: Query) => {
  const { count } = await db
    .selectFrom('members')
    .select(sql<number>`count(*)`.as('count'))
    .where('members.organization_id', '=', organizationId)
    .where(matching(query))
    .executeTakeFirstOrThrow();
  return count;
};

type Query = RouteRequest<typeof membersList>['query'];

const firstPages = new Map<string, ReturnType<typeof firstPageOf>>();
const firstPageOf = (query: Query, order: ListOrder<MemberRow>) =>
  kept((db, organizationId: string) =>
    queryPage(selectMembers(db, organizationId), readPage(query, order.list, order.keys.length), order).compile(),
  );

/** The page with which every list begins, of which there are as many as there are orders and sizes. */
async function readFirstPage(db: Db, organizationId: string, query: Query, order: ListOrder<MemberRow>) {
  const page = readPage(query, order.list, order.keys.length);
  const key = `${order.list} ${page.limit}`;
  const read = firstPages.get(key) ?? firstPageOf(query, order);
  firstPages.set(key, read);
  const { rows } = await read(db, organizationId);
  return cutByOrder(rows, page, order);
}

function readMembers(db: Db, organizationId: string, query: Query) {
  const order = orderOf(query.sort ?? 'name');
  const filtered = query.role_id !== undefined || query.search || query.team_id !== undefined;
  if (!filtered && isUsualStart(query)) return readFirstPage(db, organizationId, query, order);
  return selectPage(selectMembers(db, organizationId).where(matching(query)), query, order);
}

/** One page of members, with `total_count` where it is asked for. */
export const listMembers = handle(membersList, async ({ params, query, db, caller, membership }) => {
  const { rows, next_cursor } = await readMembers(db, params.org_id, query);
  const abilities = membership?.abilities;
  return {
    members: abilities === undefined ? [] : rows.map((row) => presentMember(row, abilities, caller.user_id)),
    next_cursor,
    ...(query.include_total === true ? { total_count: await countMatching(db, params.org_id, query) } : {}),
  };
});
