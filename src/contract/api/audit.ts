import { z } from 'zod';
import { time, timeInput, userParams } from '../common.ts';
import { defineRoute } from '../route.ts';

const target = z.record(z.string(), z.looseObject({ id: z.string() }));

export const auditEntry = z.object({
  timestamp: time,
  user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }).nullable(),
  operation: z.number().int(),
  description: z.string(),
  targets: z.array(target),
  /** Before and after of each changed field, and what else explains the entry. */
  details: z.record(z.string(), z.unknown()),
  success: z.boolean(),
  req_id: z.string(),
  source_ip: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const searchTarget = z.partialRecord(
  z.enum(['user', 'app', 'team', 'organization', 'invitation', 'key']),
  z.strictObject({ id: z.string().min(1).max(100) }),
);

export const auditSearch = defineRoute('audit.search', {
  method: 'POST',
  path: '/v2/users/{user_id}/audit_log/searches',
  summary: 'Search the audit log of a person or an organization; newest first unless `sort_ascending`',
  access: { for: 'owner', action: 'view_audit_log' },
  params: userParams,
  body: z.strictObject({
    query: z
      .strictObject({
        timestamp_from: timeInput,
        timestamp_to: timeInput,
        user_ids: z.array(z.string().max(100)).max(100),
        operations: z.array(z.number().int().min(0).max(100_000)).max(200),
        targets: z.array(searchTarget).max(100),
        success: z.boolean(),
      })
      .partial()
      .default({}),
    sort_ascending: z.boolean().default(false),
    pagination: z
      .strictObject({
        page: z.number().int().min(1).max(1_000_000).default(1),
        per_page: z.number().int().min(1).max(1000).default(128),
      })
      .default({ page: 1, per_page: 128 }),
  }),
  answer: z.object({ entries: z.array(auditEntry) }),
  reads: true,
  offline: true,
});
