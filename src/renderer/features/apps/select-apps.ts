import type { App } from '../../../contract/api/apps.ts';
import { byText, matcher } from '../../lib/text-match.ts';
import type { AppOrder } from './apps-search.ts';

export interface AppFilter {
  readonly search: string;
  readonly label: string | undefined;
  readonly sort: AppOrder;
}

/** Times are RFC 3339 in UTC of fixed width: text order is time order. */
const byTime = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const ORDERS: Readonly<Record<string, (a: App, b: App) => number>> = {
  name: (a, b) => byText(a.name, b.name),
  changed: (a, b) => byTime(a.modified_at, b.modified_at),
  created: (a, b) => byTime(a.created_at, b.created_at),
  stars: (a, b) => a.star_count - b.star_count,
};

/** The apps to show of all that are loaded, in their order; equals keep the order of names. */
export function selectApps(apps: readonly App[], { search, label, sort }: AppFilter): App[] {
  const matches = matcher(search);
  const order = ORDERS[sort.replace('-', '')] ?? byText;
  const sign = sort.startsWith('-') ? -1 : 1;
  return apps
    .filter((app) => label === undefined || app.compliance_labels.includes(label))
    .filter(({ id, name, description }) => matches(`${name} ${id} ${description}`))
    .sort((a, b) => sign * (order as (a: App, b: App) => number)(a, b) || byText(a.name, b.name));
}

/** Every label that one of the apps bears, by name. */
export const labelsOf = (apps: readonly App[]): string[] =>
  [...new Set(apps.flatMap((app) => app.compliance_labels))].sort(byText);
