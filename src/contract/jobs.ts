import { z } from 'zod';
import { appError } from './errors.ts';

/**
 * Work of many calls that main carries out for the renderer: it goes on while pages change, is kept on disk call by
 * call, and after a crash or a failure goes on where it stopped. What was done is never sent again.
 */
export const JOB_KINDS = ['offboard'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** The calls that a job may hold. Each says by itself that it is done already, or takes an idempotency key. */
export const JOB_ROUTES = [
  'app.transfer',
  'collaborators.remove',
  'invitations.cancel',
  'member_tokens.withdraw',
  'members.remove',
] as const;
export type JobRoute = (typeof JOB_ROUTES)[number];

/** The items of one group are done in order, and the first that is not done ends the group; groups go on by themselves. */
export const jobGroup = z.strictObject({ id: z.string().min(1).max(200), label: z.string().min(1).max(200) });
export type JobGroup = z.infer<typeof jobGroup>;

const part = z.record(z.string(), z.json());

/** One call of a job, with what it does in words. */
export const plannedItem = z.strictObject({
  group_id: z.string().min(1).max(200),
  label: z.string().min(1).max(500),
  account_id: z.string().max(100),
  route: z.enum(JOB_ROUTES),
  input: z.strictObject({ params: part.optional(), query: part.optional(), body: part.optional() }),
});
export type PlannedItem = z.infer<typeof plannedItem>;

/** `sent`: on its way, and after a crash perhaps done. `failed`: refused, or not reached; `error` says why. */
export const jobItemState = z.enum(['waiting', 'sent', 'done', 'failed']);
export type JobItemState = z.infer<typeof jobItemState>;

export const jobItem = plannedItem.extend({
  /** Also the idempotency key, the same with each attempt. */
  id: z.uuid(),
  state: jobItemState,
  error: appError.nullable(),
  /** When it was done or failed: RFC 3339. */
  at: z.string().nullable(),
  /** The backend said that it was so before. */
  was_so: z.boolean(),
});
export type JobItem = z.infer<typeof jobItem>;

export const newJob = z.strictObject({
  kind: z.enum(JOB_KINDS),
  title: z.string().min(1).max(300),
  groups: z.array(jobGroup).min(1).max(1000),
  items: z.array(plannedItem).min(1).max(20_000),
  /** What was not tried, with why: it belongs into the receipt. */
  remarks: z.array(z.strictObject({ label: z.string().max(300), text: z.string().max(1000) })).max(1000),
});
export type NewJob = z.infer<typeof newJob>;

export const job = newJob.extend({
  id: z.uuid(),
  created_at: z.string(),
  items: z.array(jobItem),
  running: z.boolean(),
  /** Why it could not go on at all, such as a full disk; null where that is not so. */
  problem: appError.nullable(),
  /** Whether it outlives Steward: without a keychain there is no key to keep it under. */
  kept: z.boolean(),
});
export type Job = z.infer<typeof job>;

/** Whether nothing of it is left to do. */
export const isFinished = ({ items }: Pick<Job, 'items'>): boolean => items.every(({ state }) => state === 'done');
