import { AUDIT_EVENTS, type AuditEventName } from '../../../contract/audit-events.ts';

export interface AuditEventChoice {
  readonly name: AuditEventName;
  readonly code: number;
  readonly description: string;
}

const EVENTS: readonly AuditEventChoice[] = Object.entries(AUDIT_EVENTS).map(([name, event]) => ({
  name: name as AuditEventName,
  ...event,
}));

/** What people look for, each a set of operations. An operation is in the first group that takes it. */
const GROUPS: readonly (readonly [id: string, label: string, test: RegExp])[] = [
  ['invitations', 'Invitations', /INVITATION/],
  ['members', 'Members and roles', /^ORGANIZATION_MEMBER/],
  ['teams', 'Teams', /^ORGANIZATION_TEAM/],
  ['organizations', 'Organizations', /^ORGANIZATION_/],
  ['apps', 'Apps', /^APPLICATION/],
  ['collaborators', 'Collaborators', /^COLLABORATOR/],
  ['content', 'Models, workflows and data', /^(MODEL|WORKFLOW|DATASET|INPUT|MODULE|STAR)_/],
  ['tokens', 'Tokens', /^(KEY|TOKEN)_/],
  ['policies', 'Policies and silos', /^(PASSWORD_POLICY|SILO)_/],
  ['people', 'People and sign-in', /^USER_/],
  ['clusters', 'Clusters and deployments', /^(COMPUTE_CLUSTER|NODEPOOL|DEPLOYMENT)_/],
  ['billing', 'Billing', /^(INVOICE|PAYMENT|CREDIT|BUDGET|PRICE|USAGE)/],
];
const OTHER = 'other';

const groupOf = (name: string): string => GROUPS.find(([, , test]) => test.test(name))?.[0] ?? OTHER;
const BY_GROUP = Map.groupBy(EVENTS, ({ name }) => groupOf(name));

export const eventsInGroup = (id: string): readonly AuditEventChoice[] => BY_GROUP.get(id) ?? [];

/** Every group with something in it, each followed by its operations: for a menu to choose from. */
export const EVENT_CHOICES: readonly { readonly value: string; readonly label: string; readonly hint?: string }[] = [
  ...GROUPS.map(([id, label]) => [id, label] as const),
  [OTHER, 'Other'] as const,
].flatMap(([id, label]) => {
  const events = eventsInGroup(id);
  if (events.length === 0) return [];
  return [
    { value: id, label: `${label}: all` },
    ...events.map(({ code, description }) => ({ value: String(code), label: description, hint: label })),
  ];
});

/** What an address' `event` is called; the text itself where it is none of ours. */
export const eventLabel = (value: string): string =>
  EVENT_CHOICES.find((choice) => choice.value === value)?.label ?? value;
