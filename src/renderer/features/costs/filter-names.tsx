import { useRoute } from '../../lib/api.ts';
import { GROUPING_NAMES } from './cost-columns.tsx';
import { type CostQuery, filterOf, groupFilter, groupOf } from './cost-query.ts';
import { type CostsAddress, GROUPINGS, type Grouping } from './costs-address.ts';

interface FilterNameProps {
  readonly org: string;
  readonly by: Grouping;
  readonly id: string;
  readonly query: CostQuery;
}

/** What a filter keeps to, by its name: the costs themselves know it, without a list of everybody. */
function FilterName({ org, by, id, query: { from, to } }: FilterNameProps) {
  const asked = { from, to, ...groupFilter(by, id), group_by: by, per_page: 1 };
  const [row] = useRoute('costs.list', { params: { org_id: org }, query: asked }).data?.costs ?? [];
  return (
    <>
      {' · '}
      {GROUPING_NAMES[by]} <bdi>{row === undefined ? id : groupOf(row, by).name}</bdi>
    </>
  );
}

interface FilterNamesProps {
  readonly org: string;
  readonly address: CostsAddress;
  readonly query: CostQuery;
}

/** The filters of a view as a sentence goes on: " · Team Radiology · App Chest X-ray". */
export const FilterNames = ({ org, address, query }: FilterNamesProps) =>
  Object.keys(filterOf(address)).length === 0
    ? null
    : GROUPINGS.map((by) => {
        const id = address[by];
        return id === undefined ? null : <FilterName key={by} {...{ org, by, id, query }} />;
      });
