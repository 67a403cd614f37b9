import { z } from 'zod';
import { time, timeInput, userParams } from '../common.ts';
import { defineDownload, defineRoute } from '../route.ts';

const target = z.record(z.string(), z.looseObject({ id: z.string() }));

export const auditEntry = z.object({
  /** Its place in the owner's log, from 1, without gaps. */
  seq: z.number().int(),
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

/** What an entry can be about. */
export const auditTargetKinds = [
  'user',
  'app',
  'team',
  'organization',
  'invitation',
  'key',
  'collaborator',
  'model',
  'workflow',
  'dataset',
  'input',
  'module',
  'silo',
  'policy',
  'cluster',
  'nodepool',
  'deployment',
  'invoice',
  'budget',
  'credit',
  'payment',
] as const;
export type AuditTargetKind = (typeof auditTargetKinds)[number];

const searchTarget = z.partialRecord(z.enum(auditTargetKinds), z.strictObject({ id: z.string().min(1).max(100) }));

/** What is looked for. All of it must hold; within a list, one is enough. */
const auditQuery = z
  .strictObject({
    timestamp_from: timeInput,
    timestamp_to: timeInput,
    user_ids: z.array(z.string().max(100)).max(100),
    operations: z.array(z.number().int().min(0).max(100_000)).max(200),
    targets: z.array(searchTarget).max(100),
    /** Places in the log. */
    seqs: z.array(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)).max(100),
    success: z.boolean(),
  })
  .partial();

export const auditSearch = defineRoute('audit.search', {
  method: 'POST',
  path: '/v2/users/{user_id}/audit_log/searches',
  summary: 'Search the audit log of a person or an organization; newest first unless `sort_ascending`',
  access: { for: 'owner', action: 'view_audit_log' },
  params: userParams,
  body: z.strictObject({
    query: auditQuery.default({}),
    sort_ascending: z.boolean().default(false),
    pagination: z
      .strictObject({
        page: z.number().int().min(1).max(1_000_000).default(1),
        per_page: z.number().int().min(1).max(1000).default(128),
      })
      .default({ page: 1, per_page: 128 }),
    /** Where the page before ended, instead of a page number: as quick on the last page as on the first. */
    cursor: z.string().max(400).optional(),
  }),
  answer: z.object({ entries: z.array(auditEntry), next_cursor: z.string().optional() }),
  reads: true,
  offline: true,
});

export const auditExport = defineDownload('audit.export', {
  method: 'POST',
  path: '/v2/users/{user_id}/audit_log/exports',
  summary: 'The entries that a search finds, oldest first, as a stream of JSON lines or CSV',
  access: { for: 'owner', action: 'view_audit_log' },
  params: userParams,
  body: z.strictObject({ query: auditQuery.default({}), format: z.enum(['jsonl', 'csv']) }),
});

/** Whether a log is whole: each entry carries the hash of the one before, and the heads are kept outside the table. */
export const auditVerification = z.object({
  state: z.enum(['intact', 'altered', 'unanchored']),
  entries_count: z.number().int(),
  checked_at: time,
  /** The first entry that is not what was written, and how: never only "something is wrong". */
  problem: z
    .object({
      seq: z.number().int(),
      /** `heads`: what is kept outside of the table was itself altered, cut or removed. */
      kind: z.enum(['altered', 'missing', 'reordered', 'cut', 'rewritten', 'heads']),
      message: z.string(),
    })
    .nullable(),
});
export type AuditVerification = z.infer<typeof auditVerification>;

export const auditVerify = defineRoute('audit.verify', {
  method: 'GET',
  path: '/v2/users/{user_id}/audit_log/verification',
  summary: 'Checks the whole log against its chain and against the head kept outside of the table',
  access: { for: 'owner', action: 'view_audit_log' },
  params: userParams,
  answer: z.object({ verification: auditVerification }),
  offline: true,
});
