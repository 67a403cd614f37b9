import { type CostRow, NONE } from '../../../contract/api/costs.ts';
import type { UsageCategory } from '../../../contract/api/usage.ts';
import { fullName } from '../../lib/format.ts';
import { categoryName } from '../home/category-name.ts';
import type { CostsAddress, Grouping } from './costs-address.ts';
import type { Period } from './period.ts';

export interface CostFilter {
  readonly member_id?: string;
  readonly team_id?: string;
  readonly app_id?: string;
  readonly model_id?: string;
  readonly category?: UsageCategory;
}

/** The filters of the address as the API takes them. */
export const filterOf = ({ member, team, app, model, category }: CostsAddress): CostFilter => ({
  ...(member && { member_id: member }),
  ...(team && { team_id: team }),
  ...(app && { app_id: app }),
  ...(model && { model_id: model }),
  ...(category && { category }),
});

const FILTER_NAMES = {
  category: 'category',
  member: 'member_id',
  team: 'team_id',
  app: 'app_id',
  model: 'model_id',
} as const satisfies Record<Grouping, keyof CostFilter>;

/** Narrows further to one group. */
export const groupFilter = (by: Grouping, id: string): CostFilter => ({ [FILTER_NAMES[by]]: id }) as CostFilter;

export type CostQuery = CostFilter & Period;
export const queryOf = (address: CostsAddress, period: Period): CostQuery => ({ ...period, ...filterOf(address) });

export interface Named {
  readonly id: string;
  readonly name: string;
}

type Keys = Partial<Pick<CostRow, Grouping>>;

const WITHOUT = { team: 'Without a team', app: 'Without an app', model: 'Without a model' } as const;

/** What a row is about, by the grouping: its id for a filter, and its name. */
export function groupOf(row: Keys, by: Grouping): Named {
  if (by === 'category') return { id: row.category ?? NONE, name: categoryName(row.category ?? '') };
  if (by === 'member') {
    const { member } = row;
    return { id: member?.id ?? NONE, name: member === undefined ? '' : fullName(member) || member.id };
  }
  if (by === 'model') return { id: row.model?.id ?? NONE, name: row.model?.id ?? WITHOUT.model };
  const found = row[by];
  return { id: found?.id ?? NONE, name: found?.name ?? WITHOUT[by] };
}
