import { z } from 'zod';

/** What main asks of the process that keytar lives in. */
export const keytarRequest = z.discriminatedUnion('op', [
  z.object({ request: z.number().int(), op: z.literal('load') }),
  z.object({ request: z.number().int(), op: z.literal('get'), name: z.string() }),
  z.object({ request: z.number().int(), op: z.literal('set'), name: z.string(), value: z.string() }),
  z.object({ request: z.number().int(), op: z.literal('delete'), name: z.string() }),
]);
export type KeytarRequest = z.infer<typeof keytarRequest>;

/** What it answers. `not_loaded`: keytar or the system library under it is missing. */
export const keytarAnswer = z.discriminatedUnion('outcome', [
  z.object({ request: z.number().int(), outcome: z.literal('value'), value: z.string().nullable() }),
  z.object({ request: z.number().int(), outcome: z.literal('not_loaded'), message: z.string() }),
  z.object({ request: z.number().int(), outcome: z.literal('failed'), message: z.string() }),
]);
export type KeytarAnswer = z.infer<typeof keytarAnswer>;
