import { byText } from '../../../lib/text-match.ts';
import type { Column, Sort } from '../../../ui/data-table/types.ts';
import type { FleetRow } from './fleet-row.ts';

/** The address's word for a sort: "people", "-people". */
export const toSort = (text: string | undefined): Sort => ({
  id: text?.replace(/^-/, '') ?? 'name',
  desc: text?.startsWith('-') ?? false,
});
export const fromSort = (sort: Sort | null): string | undefined =>
  sort === null ? undefined : `${sort.desc ? '-' : ''}${sort.id}`;

/** The rows in the order of a column; equal ones by name. */
export function sortFleet(rows: readonly FleetRow[], columns: readonly Column<FleetRow>[], sort: Sort): FleetRow[] {
  const value = columns.find(({ id }) => id === sort.id)?.sortValue ?? (() => 0);
  const compare = (one: string | number, other: string | number): number =>
    typeof one === 'number' && typeof other === 'number' ? one - other : byText(String(one), String(other));
  return rows.toSorted((one, other) => {
    const order = compare(value(one), value(other));
    if (order !== 0) return sort.desc ? -order : order;
    return byText(one.organization.name, other.organization.name);
  });
}
