import { z } from 'zod';
import { abilities, email, flag, id, orgParams, pageQuery, roleId, search, time, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';

export const invitationStatuses = ['PENDING', 'ACCEPTED', 'CANCELLED', 'DECLINED', 'EXPIRED'] as const;
export const invitationStatus = z.enum(invitationStatuses);
const invitationId = z.uuid('is not the id of an invitation');

const person = z.object({ id: z.string(), first_name: z.string(), last_name: z.string() });

export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role_id: roleId,
  team_ids: z.array(z.string()),
  status: invitationStatus,
  invited_by: person.nullable(),
  created_at: time,
  expires_at: time,
  organization: z.object({ id: z.string(), name: z.string(), image: z.string().nullable() }),
  /** How the e-mail fares: no mail server, waiting, sent, or given up. */
  delivery: z.enum(['in_app', 'queued', 'sent', 'failed']),
  abilities,
});
export type Invitation = z.infer<typeof invitation>;

/** What inviting one address would do, or why it would not. */
export const invitationOutcome = z.enum(['invite', 'already_member', 'already_invited', 'duplicate']);

/** The same for one row of a list, where a row that cannot be sent says so by itself instead of refusing the others. */
export const checkOutcome = z.enum([...invitationOutcome.options, 'unknown_team', 'over_limit']);
export type CheckOutcome = z.infer<typeof checkOutcome>;

/** How many rows one call takes. */
export const MOST_INVITATIONS = 2000;

const invitationsBody = z.strictObject({
  invitations: z
    .array(z.strictObject({ email, role_id: roleId, team_ids: z.array(id).max(50).default([]) }))
    .min(1)
    .max(MOST_INVITATIONS),
});

export const invitationsList = defineRoute('invitations.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/invitations',
  summary: 'Invitations, newest first; by status and by part of the address',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  query: z.strictObject({
    ...pageQuery,
    search,
    /** One status or several. */
    status: invitationStatus.or(z.array(invitationStatus).min(1).max(invitationStatuses.length)).optional(),
    include_total: flag.optional(),
  }),
  answer: z.object({
    invitations: z.array(invitation),
    next_cursor: z.string().optional(),
    total_count: z.number().int().optional(),
  }),
  offline: true,
});

export const invitationsCreate = defineRoute('invitations.create', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/invitations',
  summary: 'Invite addresses, all or none; `dry_run=true` only answers what would happen to each',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  query: z.strictObject({ dry_run: flag.optional() }),
  body: invitationsBody,
  answer: z.object({
    invitations: z.array(invitation),
    /** Only for a dry run: per row, in the order given. */
    rows: z.array(z.object({ email: z.string(), outcome: invitationOutcome })).optional(),
  }),
  bodyLimit: 2 * 1024 * 1024,
});

export const invitationsCheck = defineRoute('invitations.check', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/invitations/check',
  summary: 'What inviting each address would do, row by row; changes nothing',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  body: invitationsBody,
  answer: z.object({
    /** In the order given. `message` says why, where the outcome alone does not: "names the unknown team ct". */
    rows: z.array(z.object({ outcome: checkOutcome, message: z.string().optional() })),
  }),
  reads: true,
  bodyLimit: 2 * 1024 * 1024,
});

export const invitationsCancel = defineRoute('invitations.cancel', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/invitations',
  summary: 'Rescind pending invitations, all or none',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams,
  body: z.strictObject({ ids: z.array(invitationId).min(1).max(1000) }),
  answer: z.object({}),
});

export const invitationsResend = defineRoute('invitations.resend', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/invitations/{id}/resend',
  summary: 'Send a pending or expired invitation again, for 7 days from now',
  access: { for: 'organization', action: 'manage_members' },
  params: orgParams.extend({ id: invitationId }),
  answer: z.object({ invitation }),
});

export const myInvitationsList = defineRoute('my_invitations.list', {
  method: 'GET',
  path: '/v2/users/{user_id}/invitations',
  summary: "Pending invitations to the caller's addresses",
  access: { for: 'self' },
  params: userParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ invitations: z.array(invitation), next_cursor: z.string().optional() }),
  offline: true,
});

const answerParams = userParams.extend({ id: invitationId });

export const myInvitationsAccept = defineRoute('my_invitations.accept', {
  method: 'POST',
  path: '/v2/users/{user_id}/invitations/{id}/accept',
  summary: 'Accept an invitation and become a member',
  access: { for: 'self' },
  params: answerParams,
  answer: z.object({ invitation }),
});

export const myInvitationsDecline = defineRoute('my_invitations.decline', {
  method: 'POST',
  path: '/v2/users/{user_id}/invitations/{id}/decline',
  summary: 'Decline an invitation',
  access: { for: 'self' },
  params: answerParams,
  answer: z.object({ invitation }),
});
