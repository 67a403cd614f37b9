import { type RawBuilder, sql } from 'kysely';
import { type MemberSort, membersList } from '../../../contract/api/members.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';
import { containing } from '../../db/like.ts';
import { handle } from '../../http/operation.ts';
import { cutPage, type Page, readPage } from '../../http/pagination.ts';
import { type MemberRow, presentMember, selectMembers } from './present.ts';

interface SortKey {
  readonly expression: RawBuilder<unknown>;
  readonly cast: RawBuilder<unknown>;
  readonly value: (row: MemberRow) => string;
}

const EPOCH = '1970-01-01T00:00:00.000000Z';
const ROLE_ORDER = sql.join(ROLE_IDS.map((role) => sql.lit(role)));

const SORT_KEYS: Record<'name' | 'role' | 'joined' | 'last_active', SortKey> = {
  name: { expression: sql`members.sort_name`, cast: sql`text`, value: (row) => row.sort_name },
  role: {
    expression: sql`array_position(array[${ROLE_ORDER}], members.role_id)`,
    cast: sql`integer`,
    value: (row) => String(ROLE_IDS.indexOf(row.role_id) + 1),
  },
  joined: { expression: sql`members.joined_at`, cast: sql`timestamptz`, value: (row) => row.joined_at },
  last_active: {
    expression: sql`coalesce(members.last_active_at, 'epoch')`,
    cast: sql`timestamptz`,
    value: (row) => row.last_active_at ?? EPOCH,
  },
};

function sortOf(sort: MemberSort): { key: SortKey; descending: boolean } {
  const name = sort.replace('-', '') as keyof typeof SORT_KEYS;
  return { key: SORT_KEYS[name], descending: sort.startsWith('-') };
}

/** Rows after the last one of the page before, in the order of the list: the user id settles what is equal. */
function after(page: Page, key: SortKey, descending: boolean): RawBuilder<boolean> | null {
  if (page.after === null) return null;
  const [value, userId] = page.after;
  const comparison = descending ? sql`<` : sql`>`;
  return sql<boolean>`(${key.expression}, members.user_id) ${comparison} (${value}::${key.cast}, ${userId})`;
}

/** One page of members, with `total_count` where it is asked for. */
export const listMembers = handle(membersList, async ({ params, query, db, caller, membership }) => {
  const sort = query.sort ?? 'name';
  const { key, descending } = sortOf(sort);
  const page = readPage(query, `members:${sort}`, 2);
  let select = selectMembers(db, params.org_id);
  if (query.role_id !== undefined) select = select.where('members.role_id', '=', query.role_id);
  if (query.search) select = select.where('members.search_text', 'like', containing(query.search.toLowerCase()));
  if (query.team_id !== undefined)
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('team_members')
          .select('team_members.user_id')
          .where('team_members.organization_id', '=', params.org_id)
          .where('team_members.team_id', '=', query.team_id ?? '')
          .whereRef('team_members.user_id', '=', 'members.user_id'),
      ),
    );
  const total = query.include_total === true ? select.clearSelect().select(sql<number>`count(*)`.as('count')) : null;
  const start = after(page, key, descending);
  const direction = descending ? 'desc' : 'asc';
  const found = await (start === null ? select : select.where(start))
    .orderBy(key.expression, direction)
    .orderBy('members.user_id', direction)
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  const { rows, next_cursor } = cutPage(found, page, `members:${sort}`, (row) => [key.value(row), row.user_id]);
  const abilities = membership?.abilities;
  return {
    members: abilities === undefined ? [] : rows.map((row) => presentMember(row, abilities, caller.user_id)),
    next_cursor,
    ...(total === null ? {} : { total_count: (await total.executeTakeFirstOrThrow()).count }),
  };
});
