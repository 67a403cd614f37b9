import { type RawBuilder, sql } from 'kysely';
import { type CostDimension, NONE } from '../../../contract/api/costs.ts';
import { MAX_RANGE_DAYS } from '../../../contract/vocabulary.ts';
import { daysBetween } from '../../billing/months.ts';
import type { Db } from '../../db/tables.ts';
import { invalid } from '../../http/problem.ts';

/** What narrows costs, as the query of a request gives it. */
export interface CostFilter {
  readonly member_id?: string | undefined;
  readonly team_id?: string | undefined;
  readonly app_id?: string | undefined;
  readonly category?: string | undefined;
  readonly kind?: string | undefined;
  readonly model_id?: string | undefined;
  readonly model_type?: string | undefined;
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The column of the daily sums for each thing that costs are grouped by. */
export const COLUMNS = {
  day: 'day',
  member: 'user_id',
  team: 'team_id',
  app: 'app_id',
  category: 'category',
  kind: 'kind',
  model: 'model_id',
  model_type: 'model_type',
} as const satisfies Record<CostDimension, string>;

const FILTERS = {
  member_id: 'user_id',
  team_id: 'team_id',
  app_id: 'app_id',
  category: 'category',
  kind: 'kind',
  model_id: 'model_id',
  model_type: 'model_type',
} as const satisfies Record<keyof CostFilter, string>;

/** The names of what a filter narrows by. */
export const filtersIn = (filter: CostFilter): string[] =>
  (Object.keys(FILTERS) as (keyof CostFilter)[]).filter((name) => filter[name] !== undefined);

/** Refuses a range that ends before it begins, or is longer than two years. */
export function checkRange({ from, to }: Range, field = 'query.to'): Range {
  if (to < from) throw invalid(field, 'is before the first day');
  if (daysBetween(from, to) > MAX_RANGE_DAYS)
    throw invalid(field, `is more than ${MAX_RANGE_DAYS} days after the first`);
  return { from, to };
}

/** The conditions of a filter over the daily sums, in which what is absent is an empty text. */
export function dailyFilter(filter: CostFilter): RawBuilder<boolean> {
  const parts = Object.entries(FILTERS).flatMap(([name, column]) => {
    const value = filter[name as keyof CostFilter];
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value === NONE ? '' : value}`];
  });
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/** The conditions of a filter over the events, in which what is absent is null. */
export function eventFilter(filter: CostFilter): RawBuilder<boolean> {
  const parts = Object.entries(FILTERS).flatMap(([name, column]) => {
    const value = filter[name as keyof CostFilter];
    if (value === undefined) return [];
    return [value === NONE ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`];
  });
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/** The daily sums to read: without the member, far fewer, where nobody asks who. */
export const sumsOf = (withMember: boolean): 'usage_daily' | 'usage_totals' =>
  withMember ? 'usage_daily' : 'usage_totals';

/** What each day of a range cost, for the days that have usage. */
export async function dailyCosts(
  db: Db,
  organizationId: string,
  { from, to }: Range,
  filter: CostFilter,
): Promise<Map<string, bigint>> {
  const rows = await db
    .selectFrom(sumsOf(filter.member_id !== undefined))
    .select(['day', sql<string>`sum(cost_micros)`.as('cost')])
    .where('organization_id', '=', organizationId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where(dailyFilter(filter))
    .groupBy('day')
    .orderBy('day')
    .execute();
  return new Map(rows.map(({ day, cost }) => [day, BigInt(cost)]));
}

/** Costs as estimates work with them: a double holds any month exactly enough for that. */
export const asNumbers = (costs: ReadonlyMap<string, bigint>): Map<string, number> =>
  new Map([...costs].map(([day, cost]) => [day, Number(cost)]));

export interface Names {
  readonly members: ReadonlyMap<string, { id: string; first_name: string; last_name: string }>;
  readonly teams: ReadonlyMap<string, string>;
  readonly apps: ReadonlyMap<string, string>;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== '');

/** What members, teams and apps are called; who and what is gone has no name any more. */
export async function loadNames(
  db: Db,
  organizationId: string,
  ids: { members?: readonly string[]; teams?: readonly string[]; apps?: readonly string[] },
): Promise<Names> {
  const [members, teams, apps] = [unique(ids.members ?? []), unique(ids.teams ?? []), unique(ids.apps ?? [])];
  const people =
    members.length === 0
      ? []
      : await db
          .selectFrom('users')
          .select(['id', 'first_name', 'last_name'])
          .where('id', '=', sql<string>`any(${members}::text[])`)
          .execute();
  const teamRows =
    teams.length === 0
      ? []
      : await db
          .selectFrom('teams')
          .select(['id', 'name'])
          .where('organization_id', '=', organizationId)
          .where('id', '=', sql<string>`any(${teams}::text[])`)
          .execute();
  const appRows =
    apps.length === 0
      ? []
      : await db
          .selectFrom('apps')
          .select(['id', 'name'])
          .where('owner_id', '=', organizationId)
          .where('id', '=', sql<string>`any(${apps}::text[])`)
          .execute();
  return {
    members: new Map(people.map((one) => [one.id, one])),
    teams: new Map(teamRows.map((one) => [one.id, one.name])),
    apps: new Map(appRows.map((one) => [one.id, one.name])),
  };
}

export const memberOf = (names: Names, id: string) => names.members.get(id) ?? { id, first_name: '', last_name: id };
export const memberName = (names: Names, id: string): string => {
  const { first_name, last_name } = memberOf(names, id);
  return `${first_name} ${last_name}`.trim();
};
