import { z } from 'zod';

/**
 * A backup is a gzip of lines of JSON: the head, then for each table its name and its rows, each as PostgreSQL writes it,
 * and the end with the number of rows of each table and a SHA-256 over every line before. It is the same for both
 * engines: what the embedded one wrote, a server on PostgreSQL takes, and the other way round.
 */
export const FORMAT = 'steward-backup';
export const VERSION = 1;

export const backupHead = z.strictObject({
  format: z.literal(FORMAT),
  version: z.number().int(),
  created_at: z.string(),
  engine: z.enum(['pglite', 'postgresql']),
  /** The migrations that had run, in their order: a restore begins with exactly these. */
  migrations: z.array(z.string()).min(1),
});
export type BackupHead = z.infer<typeof backupHead>;

export const tableLine = z.strictObject({
  table: z.string().regex(/^[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z_0-9]+$/)),
});

export const backupEnd = z.strictObject({
  rows: z.record(z.string(), z.number().int().nonnegative()),
  sha256: z.string(),
});

/** What is said to the operator: which file, what is wrong, what to do. */
export class BackupError extends Error {}

/** `3 tables` */
export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
