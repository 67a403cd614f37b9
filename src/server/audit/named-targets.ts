import type { AuditTargetKind } from '../../contract/api/audit.ts';
import type { AuditTarget } from './record.ts';

type Kind = AuditTargetKind;
const MAX_TARGETS = 100;

/** Fields of a request that name something by its id, wherever they stand. */
const ID_FIELDS: Readonly<Record<string, Kind>> = {
  app_id: 'app',
  app_ids: 'app',
  cluster_id: 'cluster',
  key_id: 'key',
  key_ids: 'key',
  model_id: 'model',
  nodepool_id: 'nodepool',
  org_id: 'organization',
  organization_id: 'organization',
  silo_id: 'silo',
  team_id: 'team',
  team_ids: 'team',
  user_id: 'user',
  user_ids: 'user',
};

/** What `id` and `ids` mean below a list of that name, or in a request of that area. */
const AREAS: Readonly<Record<string, Kind>> = {
  app: 'app',
  apps: 'app',
  budgets: 'budget',
  clusters: 'cluster',
  datasets: 'dataset',
  deployments: 'deployment',
  inputs: 'input',
  invitations: 'invitation',
  invoices: 'invoice',
  keys: 'key',
  models: 'model',
  modules: 'module',
  my_invitations: 'invitation',
  nodepools: 'nodepool',
  organizations: 'organization',
  silos: 'silo',
  teams: 'team',
  workflows: 'workflow',
};

const ID_FORM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && ID_FORM.test(value) && !value.startsWith('stw_');

const kindOf = (field: string, area: string): Kind | undefined =>
  field === 'id' || field === 'ids' ? AREAS[area] : Object.hasOwn(ID_FIELDS, field) ? ID_FIELDS[field] : undefined;

/**
 * What a request names, as far as it names it by an id: never another value, so that no name, address, token or
 * password of a refused request reaches a log.
 */
export function namedTargets(routeName: string, ...parts: readonly Record<string, unknown>[]): AuditTarget[] {
  const found = new Map<string, AuditTarget>();
  const add = (kind: Kind, value: unknown): void => {
    if (isId(value) && found.size < MAX_TARGETS) found.set(`${kind}:${value}`, { [kind]: { id: value } });
  };
  const walk = (value: Record<string, unknown>, area: string, depth: number): void => {
    for (const [field, inner] of Object.entries(value)) {
      const kind = kindOf(field, area);
      const items = Array.isArray(inner) ? inner : [inner];
      if (kind !== undefined) for (const item of items) add(kind, item);
      const below = Object.hasOwn(AREAS, field) ? field : area;
      for (const item of items)
        if (typeof item === 'object' && item !== null && depth < 4)
          walk(item as Record<string, unknown>, below, depth + 1);
    }
  };
  for (const part of parts) walk(part, routeName.split('.')[0] ?? '', 0);
  return [...found.values()];
}
