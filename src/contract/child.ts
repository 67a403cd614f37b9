import { z } from 'zod';

/**
 * What main and the embedded server, which it starts as a process of its own, say to each other outside HTTP.
 * Only the parent process can speak on this channel, so it may do what no HTTP caller may: get a token for the
 * workspace's owner without a password.
 */
export const parentMessage = z.discriminatedUnion('type', [
  /** Makes sure that the owner exists (created on first use) and answers a new token for them. */
  z.object({
    type: z.literal('provision_owner'),
    request: z.number().int(),
    /** Only needed while the workspace has no owner yet. */
    person: z.object({ first_name: z.string(), last_name: z.string(), email: z.string() }).optional(),
  }),
  /** Fills an empty workspace with sample data (progress is sent) and answers a token for its owner. */
  z.object({ type: z.literal('load_sample_data'), request: z.number().int() }),
  z.object({ type: z.literal('shut_down') }),
]);
export type ParentMessage = z.infer<typeof parentMessage>;

export const childMessage = z.discriminatedUnion('type', [
  /** `owner`: whether somebody has already set the workspace up. */
  z.object({ type: z.literal('ready'), url: z.string(), pid: z.number(), owner: z.boolean() }),
  /** The server could not start; `code` is `data_folder_in_use` when another process has the folder. */
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('progress'), step: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('token'), request: z.number().int(), token: z.string(), user_id: z.string() }),
  z.object({ type: z.literal('error'), request: z.number().int(), code: z.string(), message: z.string() }),
]);
export type ChildMessage = z.infer<typeof childMessage>;
