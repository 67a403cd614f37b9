import { AUDIT_EVENTS, describeAuditEvent } from '../../../contract/audit-events.ts';
import { ROLES, type RoleId } from '../../../contract/permissions.ts';

interface Entry {
  readonly operation: number;
  readonly targets: readonly Record<string, { id: string; name?: string }>[];
  readonly details: Record<string, unknown>;
}

/** Names by the id of a person: the log keeps ids, people read names. */
export type Names = ReadonlyMap<string, string>;

const roleName = (value: unknown): string => ROLES[value as RoleId]?.name ?? 'another role';

/** The ids of the people whom an entry is about. */
export const peopleIn = (entry: Pick<Entry, 'targets'>): string[] =>
  entry.targets.flatMap((target) => (target.user === undefined ? [] : [target.user.id]));

function people(entry: Entry, names: Names): string {
  const [first = 'nobody', ...others] = peopleIn(entry);
  return others.length === 0 ? (names.get(first) ?? first) : `${others.length + 1} people`;
}

function emails(entry: Entry): string {
  const { invitations, emails: list, email } = entry.details;
  if (typeof email === 'string') return email;
  const all = Array.isArray(invitations) ? invitations.map((one: { email?: unknown }) => one.email) : list;
  if (!Array.isArray(all)) return 'somebody';
  return all.length === 1 ? String(all[0]) : `${all.length} people`;
}

function roleChange(entry: Entry, names: Names): string {
  const changed = Object.values((entry.details.changes ?? {}) as Record<string, { after?: unknown }>);
  const roles = new Set(changed.map((change) => change.after));
  return roles.size === 1
    ? `changed the role of ${people(entry, names)} to ${roleName([...roles][0])}`
    : `changed the roles of ${people(entry, names)}`;
}

function joined(entry: Entry): string {
  const [place] = Object.values((entry.details.changes ?? {}) as Record<string, { after?: { role_id?: unknown } }>);
  return `joined as ${roleName(place?.after?.role_id)}`;
}

function nameOf(entry: Entry, kind: 'team' | 'app'): string {
  const target = entry.targets.map((one) => one[kind]).find((one) => one !== undefined);
  return target?.name ?? target?.id ?? '';
}

const { code: UPDATED } = AUDIT_EVENTS.ORGANIZATION_UPDATE;
const SENTENCES: Record<number, (entry: Entry, names: Names) => string> = {
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_ADD.code]: joined,
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_CHANGE.code]: roleChange,
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_REMOVE.code]: (entry, names) => `removed ${people(entry, names)}`,
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_INVITATION_CREATE.code]: (entry) => `invited ${emails(entry)}`,
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_INVITATION_CANCEL.code]: (entry) => `rescinded the invitation of ${emails(entry)}`,
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_INVITATION_ACCEPT.code]: () => 'accepted the invitation',
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_INVITATION_DECLINE.code]: () => 'declined the invitation',
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_INVITATION_RESEND.code]: (entry) => `invited ${emails(entry)} again`,
  [AUDIT_EVENTS.ORGANIZATION_TEAM_CREATE.code]: (entry) => `created the team ${nameOf(entry, 'team')}`,
  [AUDIT_EVENTS.ORGANIZATION_TEAM_MEMBER_ADD.code]: (entry, names) =>
    `added ${people(entry, names)} to the team ${nameOf(entry, 'team')}`,
  [AUDIT_EVENTS.ORGANIZATION_TEAM_APP_ADD.code]: (entry) => `gave the team ${nameOf(entry, 'team')} access to apps`,
  [AUDIT_EVENTS.APPLICATION_CREATE.code]: (entry) => `created the app ${nameOf(entry, 'app')}`,
  [AUDIT_EVENTS.ORGANIZATION_CREATE.code]: () => 'created the organization',
  [UPDATED]: (entry) =>
    `changed the ${Object.keys(entry.details.changes ?? {})
      .join(', ')
      .replaceAll('_', ' ')}`,
  [AUDIT_EVENTS.ORGANIZATION_DELETE.code]: () => 'deleted the organization',
  [AUDIT_EVENTS.ORGANIZATION_RESTORE.code]: () => 'restored the organization',
  [AUDIT_EVENTS.ORGANIZATION_MEMBER_LEAVE.code]: () => 'left',
};

/** "Budgets created" as it continues a sentence: "created budgets". */
function fromDescription(operation: number): string {
  const words = describeAuditEvent(operation).split(' ');
  const verb = words.pop() ?? '';
  const things = words.join(' ');
  return `${verb} ${things.charAt(0).toLowerCase()}${things.slice(1)}`;
}

/** What happened, as it continues a sentence that begins with the person's name. */
export const summarize = (entry: Entry, names: Names): string =>
  SENTENCES[entry.operation]?.(entry, names) ?? fromDescription(entry.operation);
