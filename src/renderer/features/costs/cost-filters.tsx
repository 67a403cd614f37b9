import { useMemo } from 'react';
import { NONE } from '../../../contract/api/costs.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { usageCategories } from '../../../contract/vocabulary.ts';
import { useAllPages } from '../../lib/api.ts';
import { fullName } from '../../lib/format.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchChip, type SearchChoice } from '../../ui/search-chip.tsx';
import { categoryName } from '../home/category-name.ts';
import { type CostQuery, groupOf } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';

interface CostFiltersProps {
  readonly org: string;
  readonly address: CostsAddress;
  readonly query: CostQuery;
  readonly onChange: (changes: CostsAddress) => void;
}

const CATEGORIES = usageCategories.map((value) => ({ value, label: categoryName(value) }));
const without = (what: string): SearchChoice => ({ value: NONE, label: `Without ${what}` });

const pickCosts = (answer: AnswerOf<'costs.list'>) => answer.costs;

/** The models that were used in the period: nothing else lists models by what they cost. */
function useModels(org: string, { model_id: _, ...query }: CostQuery): readonly SearchChoice[] {
  const { rows } = useAllPages(
    'costs.list',
    { params: { org_id: org }, query: { ...query, group_by: 'model' } },
    pickCosts,
  );
  return useMemo(
    () => rows.map((row) => groupOf(row, 'model')).map(({ id, name }) => ({ value: id, label: name })),
    [rows],
  );
}

function useChoices(org: string, query: CostQuery) {
  const model = useModels(org, query);
  const members = useAllPages('members.list', { params: { org_id: org } }, ({ members: all }) => all);
  const teams = useAllPages('teams.list', { params: { org_id: org } }, ({ teams: all }) => all);
  const apps = useAllPages('apps.list', { params: { user_id: org } }, ({ apps: all }) => all);
  return {
    model,
    member: useMemo(
      () => members.rows.map(({ user }) => ({ value: user.id, label: fullName(user), hint: user.primary_email })),
      [members.rows],
    ),
    team: useMemo(
      () => [...teams.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), without('a team')],
      [teams.rows],
    ),
    app: useMemo(
      () => [...apps.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), without('an app')],
      [apps.rows],
    ),
  };
}

/** Filters that combine and read as a sentence. */
export function CostFilters({ org, address, query, onChange }: CostFiltersProps) {
  const choices = useChoices(org, query);
  const chip = (name: 'member' | 'team' | 'app' | 'model', label: string) => (
    <SearchChip
      name={label}
      choices={choices[name]}
      value={address[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? undefined })}
    />
  );
  return (
    <>
      {chip('member', 'Member')}
      {chip('team', 'Team')}
      {chip('app', 'App')}
      <FilterChips
        filters={[{ id: 'category', name: 'Category', options: CATEGORIES, value: address.category ?? null }]}
        onChange={(_, value) => onChange({ category: CATEGORIES.find((one) => one.value === value)?.value })}
      />
      {chip('model', 'Model')}
    </>
  );
}
