import type { Notification, NotificationKind } from './api/notifications.ts';
import { PASSWORD_RULES, type PasswordPolicy } from './password-policy.ts';
import { ruleText } from './password-rule-text.ts';
import { ROLES, TEAM_PERMISSIONS } from './permissions.ts';

/** How dates and money are written where the text is read. */
export interface Style {
  /** A day and, where that matters, the time: of an RFC 3339 time. */
  date(time: string): string;
  /** A calendar day that is the same everywhere, such as an invoice's due date: the UTC day of an RFC 3339 time. */
  day(time: string): string;
  money(micros: string, currency: string): string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface NotificationText {
  /** What happened, as a sentence without its full stop. */
  readonly title: string;
  /** By whom, and what to do until when; may be empty. */
  readonly text: string;
}

type Say = (told: Notification, style: Style) => readonly [title: string, text?: string];

const org = ({ organization }: Notification): string => organization?.name ?? 'the organization';
const who = ({ actor }: Notification): string =>
  actor === null ? 'Somebody' : `${actor.first_name} ${actor.last_name}`.trim() || actor.id;
const team = ({ about }: Notification): string => about.team?.name ?? '';
const app = ({ about }: Notification): string => about.app?.name ?? '';
const other = ({ about }: Notification): string => about.other?.name ?? 'somebody';
const until = (word: string, { due_at }: Notification, { date }: Style): string =>
  due_at === null ? '' : ` ${word} ${date(due_at)}`;
const sentences = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ');

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const token = ({ about: { token: one, count = 1 } }: Notification): string =>
  one === undefined ? `${count} of your tokens` : `your token “${one.description}”`;

/** The stricter rules of a password policy: "At least 15 characters, not your name." */
function passwordRules({ about: { rules = {} } }: Notification): string {
  const texts = PASSWORD_RULES.filter((rule) => Object.hasOwn(rules, rule)).map((rule) =>
    ruleText(rule, rules as unknown as PasswordPolicy),
  );
  const [first, ...rest] = texts;
  return first === undefined ? '' : `${[first, ...rest.map(lowerFirst)].join(', ')}.`;
}

function whatPasswordNeeds(told: Notification, style: Style): string {
  if (told.due_at === null) return 'Yours is checked when you next sign in.';
  return Date.parse(told.due_at) <= style.now
    ? 'Yours is too old for them: choose a new one before you next sign in.'
    : `Choose a new one by ${style.date(told.due_at)}.`;
}

function tokenRules({ about: { rules = {} } }: Notification): string {
  const days = rules.max_lifetime_days;
  const parts = [
    typeof days === 'number' ? `tokens live at most ${days} days` : '',
    rules.require_expiry === true ? 'every token expires' : '',
    Array.isArray(rules.allowed_scopes) ? 'only some scopes are allowed' : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `Now ${parts.join(', and ')}.`;
}

const invoice: (told: Notification, style: Style) => string = ({ about: { invoice: one } }, { money }) =>
  one === undefined ? 'An invoice' : `Invoice ${one.number} of ${money(one.total_micros, one.currency)}`;

const dueText = ({ due_at }: Notification, { day }: Style, verb: string): string =>
  due_at === null ? '' : `Payment ${verb} ${day(due_at)}.`;

const roleName = (role: keyof typeof ROLES | null | undefined): string => (role ? ROLES[role].name : 'no member');

const SAY: Readonly<Record<NotificationKind, Say>> = {
  invitation_received: (told, style) => [
    `Invitation to ${org(told)}`,
    sentences(
      `${who(told)} invites you as ${roleName(told.about.invitation?.role_id)}.`,
      told.due_at === null ? '' : `Answer${until('by', told, style)}.`,
    ),
  ],
  invitation_expires: (told, style) => [
    `The invitation to ${org(told)} expires soon`,
    `Accept or decline it${until('by', told, style)}.`,
  ],
  invitations_accepted: (told) => {
    const others = (told.about.count ?? 1) - 1;
    if (others === 0) return [`${who(told)} accepted your invitation to ${org(told)}`];
    const people = others === 1 ? 'one more person' : `${others} others`;
    return [`${who(told)} and ${people} accepted your invitations to ${org(told)}`];
  },
  invitation_declined: (told) => [
    `${who(told)} declined your invitation to ${org(told)}`,
    `It went to ${told.about.invitation?.email ?? 'their address'}.`,
  ],
  sent_invitations_expire: (told, style) => {
    const { count = 1, invitation } = told.about;
    const title =
      count === 1
        ? `Your invitation of ${invitation?.email ?? 'somebody'} to ${org(told)} expires soon`
        : `${count} of your invitations to ${org(told)} expire soon`;
    const ends = until('on', told, style);
    const text =
      count === 1
        ? `Nobody has answered. It ends${ends}; send it again if it is still wanted.`
        : `Nobody has answered. The first ends${ends}; send again what is still wanted.`;
    return [title, text];
  },
  member_added: (told) => [`You are a member of ${org(told)} now`, `${who(told)} added you.`],
  member_removed: (told) => [
    `You were removed from ${org(told)}`,
    `${who(told)} ended your membership. What you reached through it has ended.`,
  ],
  role_changed: (told) => [
    `You are ${roleName(told.about.role?.after)} in ${org(told)} now`,
    `${who(told)} changed your role from ${roleName(told.about.role?.before)}.`,
  ],
  team_joined: (told) => [
    `You are in the team ${team(told)} now`,
    `${who(told)} added you. What the team reaches, you reach.`,
  ],
  team_left: (told) => [
    `You are no longer in the team ${team(told)}`,
    `${who(told)} took you out. What you reached only through it has ended.`,
  ],
  team_deleted: (told) => [
    `The team ${team(told)} was deleted`,
    `${who(told)} deleted it. What you reached only through it has ended.`,
  ],
  team_permission_changed: (told) => {
    const { permission } = told.about;
    if (permission === undefined) return [`The permission of the team ${team(told)} has changed`];
    const [before, after] = [TEAM_PERMISSIONS[permission.before], TEAM_PERMISSIONS[permission.after]];
    return [
      `The team ${team(told)} has the permission ${after.name} now`,
      `${who(told)} changed it from ${before.name}. ${after.summary}`,
    ];
  },
  organization_deleted: (told, style) => [
    `${org(told)} was deleted`,
    `${who(told)} deleted it. An admin can restore it${until('until', told, style)}.`,
  ],
  organization_restored: (told) => [`${org(told)} is back`, `${who(told)} restored it with everything in it.`],
  organization_ends: (told, style) => [
    `${org(told)} is about to be gone for good`,
    `It was deleted, and can be restored${until('until', told, style)}.`,
  ],
  password_policy_changed: (told, style) => [
    `${org(told)} has stricter rules for passwords`,
    sentences(passwordRules(told), whatPasswordNeeds(told, style)),
  ],
  password_expires: (told, style) => ['Your password expires soon', `Choose a new one${until('by', told, style)}.`],
  token_rules_changed: (told) => [
    `${org(told)} keeps out ${token(told)}`,
    sentences(`${who(told)} changed the rules for tokens.`, tokenRules(told), 'Create one that keeps them.'),
  ],
  token_expires: (told, style) => [
    `The token “${told.about.token?.description ?? ''}” expires soon`,
    `Create a new one${until('before', told, style)}.`,
  ],
  token_withdrawn: (told) => [
    `Your token “${told.about.token?.description ?? ''}” no longer reaches ${org(told)}`,
    `${who(told)} withdrew its access. It goes on everywhere else.`,
  ],
  token_restored: (told) => [
    `Your token “${told.about.token?.description ?? ''}” reaches ${org(told)} again`,
    `${who(told)} gave it its access back.`,
  ],
  app_received: (told) => [
    `${org(told)} received the app ${app(told)}`,
    `${who(told)} transferred it from ${other(told)}.`,
  ],
  app_given: (told) => [`The app ${app(told)} has left ${org(told)}`, `${who(told)} transferred it to ${other(told)}.`],
  collaboration_offered: (told) => [
    `${other(told)} shares the app ${app(told)} with ${sharedWith(told)}`,
    `${who(told)} added ${sharedWith(told)} as a collaborator.`,
  ],
  collaboration_changed: (told) => [
    `What ${sharedWith(told)} may do in the app ${app(told)} has changed`,
    `${who(told)} changed it for ${other(told)}.`,
  ],
  collaboration_ended: (told) => [
    `${other(told)} no longer shares the app ${app(told)} with ${sharedWith(told)}`,
    `${who(told)} ended the collaboration.`,
  ],
  budget_reached: ({ about: { budget = { name: '', percent: 0, basis: 'actual' } } }) => {
    const { name, percent, basis } = budget;
    if (basis === 'forecast')
      return [
        `The budget ${name} is expected to reach ${percent}%`,
        percent >= 100
          ? 'This month is on track to exceed the budget.'
          : 'This month is on track to use most of the budget.',
      ];
    return [
      `The budget ${name} has reached ${percent}%`,
      percent >= 100 ? 'Further spending is over budget.' : 'Review spending before the budget runs out.',
    ];
  },
  invoice_issued: (told, style) => [
    `${invoice(told, style)} was issued to ${org(told)}`,
    dueText(told, style, 'is due by'),
  ],
  invoice_due: (told, style) => [
    `${invoice(told, style)} for ${org(told)} is due soon`,
    dueText(told, style, 'is due by'),
  ],
  invoice_overdue: (told, style) => [
    `${invoice(told, style)} for ${org(told)} is overdue`,
    dueText(told, style, 'was due'),
  ],
};

/** Somebody themselves, or the organization that they manage. */
function sharedWith({ organization, about }: Notification): string {
  return organization === null || organization.id === about.app?.owner_id ? 'you' : organization.name;
}

/** What a notification says to the person who gets it. */
export function notificationText(told: Notification, style: Style): NotificationText {
  const [title, text = ''] = SAY[told.kind](told, style);
  return { title: upperFirst(title), text: upperFirst(text) };
}
