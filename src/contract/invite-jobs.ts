import { z } from 'zod';
import { email, id, optionalLine, roleId } from './common.ts';
import { appError } from './errors.ts';

/**
 * Inviting a long list of people is work that main owns: it goes on while the person looks at something else, and what
 * is left of it outlives the app. These are what the renderer sees of it and what it may ask.
 */

/** More people than this go in several lists. */
export const MOST_IN_JOB = 5000;

/** What became of one address. */
export const INVITE_RESULTS = ['waiting', 'invited', 'already_member', 'already_invited', 'refused'] as const;
export type InviteResult = (typeof INVITE_RESULTS)[number];

/** One person of the list, as the renderer gives it. */
export const newInvitee = z.strictObject({
  email,
  /** For the person who reads the list; it is not sent. */
  name: optionalLine(200).default(''),
  role_id: roleId,
  team_ids: z.array(id).max(50).default([]),
});

export const invitee = newInvitee.extend({
  result: z.enum(INVITE_RESULTS),
  /** Why it was refused. */
  message: z.string().optional(),
});
export type Invitee = z.infer<typeof invitee>;

/**
 * `waiting`: goes on by itself at `retry_at`, or once there is a connection. `paused`: somebody has to do something
 * first, which `error` says. `cancelled`: somebody stopped it. `interrupted`: Steward ended in the middle.
 */
export const inviteJobState = z.enum(['running', 'waiting', 'paused', 'cancelled', 'interrupted', 'finished']);
export type InviteJobState = z.infer<typeof inviteJobState>;

export const inviteJob = z.object({
  id: z.string(),
  account_id: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  state: inviteJobState,
  total: z.number().int(),
  counts: z.record(z.enum(INVITE_RESULTS), z.number().int()),
  /** Why it waits or is paused. */
  error: appError.nullable(),
  /** Milliseconds since 1970 at which it tries again; null where a connection or somebody is waited for. */
  retry_at: z.number().nullable(),
  /** Milliseconds until the end at the pace so far; null before there is a pace. */
  left_ms: z.number().nullable(),
  started_at: z.number(),
  /** False where there is no keychain: then the list is gone when Steward ends. */
  kept: z.boolean(),
});
export type InviteJob = z.infer<typeof inviteJob>;
