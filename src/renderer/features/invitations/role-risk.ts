import { ACTIONS, type Action, type RoleId } from '../../../contract/permissions.ts';

/** What a role can do that somebody should think about, the gravest first, and how it reads after "Can". */
const GRAVE: readonly (readonly [Action, string])[] = [
  ['manage_members', 'invite and remove people'],
  ['manage_policies', 'change security rules'],
  ['manage_billing', 'change budgets and payments'],
  ['view_financial_data', 'see bills'],
  ['delete_app', 'delete apps'],
  ['manage_clusters', 'delete clusters'],
];
/** Of roles without any of these: what they are for. */
const MILD: Partial<Record<RoleId, string>> = {
  team_contributor: 'Can change content in the apps of their teams',
  organization_user: 'Can see every app and changes nothing',
};
const SAID = 4;

export interface RoleRisk {
  readonly level: 'high' | 'some' | 'low';
  /** In a sentence: "Can invite and remove people, change security rules and see bills". */
  readonly text: string;
}

const may = (role: RoleId, action: Action) => (ACTIONS[action] as readonly RoleId[]).includes(role);

function sentence(phrases: readonly string[]): string {
  const last = phrases.at(-1);
  return phrases.length < 2 ? `Can ${last}` : `Can ${phrases.slice(0, -1).join(', ')} and ${last}`;
}

/** What giving somebody this role risks, from what the role may do. */
export function roleRisk(role: RoleId): RoleRisk {
  const grave = GRAVE.filter(([action]) => may(role, action)).map(([, phrase]) => phrase);
  const level = may(role, 'manage_members') ? 'high' : grave.length > 0 ? 'some' : 'low';
  if (grave.length > 0) return { level, text: sentence(grave.slice(0, SAID)) };
  return { level, text: MILD[role] ?? 'Can belong to the organization' };
}
