/**
 * The operations of the audit log. Numbers below 10000 and their descriptions are the platform's published ones;
 * ours begin at 10000.
 */
export const AUDIT_EVENTS = {
  ORGANIZATION_MEMBER_ADD: { code: 100, description: 'Organization members added' },
  ORGANIZATION_MEMBER_CHANGE: { code: 101, description: "Organization members' roles changed" },
  ORGANIZATION_MEMBER_REMOVE: { code: 102, description: 'Organization members removed' },
  ORGANIZATION_MEMBER_INVITATION_CREATE: { code: 103, description: 'Organization member invitations created' },
  ORGANIZATION_MEMBER_INVITATION_CANCEL: { code: 104, description: 'Organization member invitations canceled' },
  ORGANIZATION_MEMBER_INVITATION_ACCEPT: { code: 105, description: 'Organization member invitations accepted' },
  ORGANIZATION_MEMBER_INVITATION_DECLINE: { code: 106, description: 'Organization member invitations declined' },
  ORGANIZATION_TEAM_CREATE: { code: 107, description: 'Organization teams created' },
  ORGANIZATION_TEAM_MEMBER_ADD: { code: 110, description: 'Organization team members added' },
  ORGANIZATION_TEAM_APP_ADD: { code: 112, description: 'Organization team applications added' },
  APPLICATION_CREATE: { code: 600, description: 'Applications created' },
  USER_UPDATE: { code: 800, description: 'Users updated' },
  ORGANIZATION_CREATE: { code: 10000, description: 'Organizations created' },
  ORGANIZATION_UPDATE: { code: 10001, description: 'Organizations updated' },
  ORGANIZATION_DELETE: { code: 10002, description: 'Organizations deleted' },
  ORGANIZATION_RESTORE: { code: 10003, description: 'Organizations restored' },
  ORGANIZATION_MEMBER_LEAVE: { code: 10004, description: 'Organization members left' },
  ORGANIZATION_MEMBER_INVITATION_RESEND: { code: 10005, description: 'Organization member invitations sent again' },
  USER_CREATE: { code: 10100, description: 'Users registered' },
  USER_SIGN_IN: { code: 10101, description: 'Users signed in' },
  USER_PASSWORD_CHANGE: { code: 10102, description: 'Passwords changed' },
  USER_DELETE: { code: 10103, description: 'Users deleted' },
  KEY_CREATE: { code: 10110, description: 'Personal access tokens created' },
  KEY_UPDATE: { code: 10111, description: 'Personal access tokens changed' },
  KEY_REVOKE: { code: 10112, description: 'Personal access tokens revoked' },
} as const satisfies Record<string, { code: number; description: string }>;

export type AuditEventName = keyof typeof AUDIT_EVENTS;

const DESCRIPTIONS = new Map<number, string>(
  Object.values(AUDIT_EVENTS).map((event) => [event.code, event.description]),
);

/** What an operation number means; its number where this version does not know it. */
export const describeAuditEvent = (code: number): string => DESCRIPTIONS.get(code) ?? `Operation ${code}`;
