import { z } from 'zod';
import { passwordPolicy } from './password-policy.ts';
import { localErrorNames } from './vocabulary.ts';

/** One vocabulary of error codes: `status.code` of the HTTP API, its name and its HTTP status. */
export const STATUS = {
  ok: { code: 10000, http: 200, description: 'Ok' },
  mixed_success: { code: 10010, http: 207, description: 'Some of it succeeded' },
  throttled: { code: 11005, http: 429, description: 'Too many requests' },
  exceeds_limits: { code: 11006, http: 403, description: 'Exceeds a limit of the plan' },
  forbidden: { code: 11007, http: 403, description: 'Insufficient scopes' },
  key_invalid: { code: 11008, http: 401, description: 'The key is not valid' },
  key_not_found: { code: 11009, http: 401, description: 'The key is unknown, expired or revoked' },
  bad_format: { code: 11100, http: 400, description: 'Bad request format' },
  not_found: { code: 11101, http: 404, description: 'Does not exist' },
  invalid: { code: 11102, http: 400, description: 'Invalid request' },
  method_not_allowed: { code: 11103, http: 405, description: 'Method not allowed' },
  duplicate: { code: 40010, http: 409, description: 'Already taken' },
  precondition_failed: { code: 40011, http: 412, description: 'Changed since it was read' },
  password_valid: { code: 61000, http: 200, description: 'The password follows the policy' },
  password_violates_policy: { code: 61001, http: 200, description: 'The password violates the policy' },
  unavailable: { code: 98008, http: 503, description: 'Not available at the moment' },
  internal: { code: 98004, http: 500, description: 'Internal error' },
} as const satisfies Record<string, { code: number; http: number; description: string }>;

export type StatusName = keyof typeof STATUS;

const NAME_BY_CODE = new Map<number, StatusName>(
  (Object.keys(STATUS) as StatusName[]).map((name) => [STATUS[name].code, name]),
);

/** The name of a status code, or undefined for a code that the vocabulary does not have. */
export const statusName = (code: number): StatusName | undefined => NAME_BY_CODE.get(code);

/** One thing that is wrong with a request: which field (dotted path, `body.organizations.0.id`) and why. */
export const problemDetail = z.object({ field: z.string(), message: z.string() });
export type ProblemDetail = z.infer<typeof problemDetail>;

/** The `status` object of every answer. */
export const status = z.object({
  code: z.number().int(),
  description: z.string(),
  details: z.array(problemDetail).optional(),
  req_id: z.string(),
});
export type Status = z.infer<typeof status>;

/** An error as it crosses the bridge to the renderer: plain data, a sentence for people, never a stack. */
export const appError = z.object({
  name: z.enum([...localErrorNames, ...(Object.keys(STATUS) as [StatusName, ...StatusName[]])]),
  message: z.string(),
  details: z.array(problemDetail).optional(),
  req_id: z.string().optional(),
  retry_after_seconds: z.number().optional(),
  /** Where a new password is needed: what it must keep, for the meter beside the field. */
  password_policy: passwordPolicy.optional(),
});
export type AppError = z.infer<typeof appError>;
