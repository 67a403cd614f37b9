import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { openHeadWriter } from './audit/heads/writer.ts';
import { createRefusals } from './audit/refusals.ts';
import { migrate } from './db/migrate.ts';
import { type OpenDatabase, openPGlite, openPostgres } from './db/open.ts';
import { trackActivity } from './http/activity.ts';
import type { Deps } from './http/perform.ts';
import { startJobs } from './jobs/jobs.ts';
import { createMailer, type MailSettings } from './mail/mailer.ts';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  /** Exactly one of the two is set. */
  readonly data: string | null;
  readonly database: string | null;
  /** The folder in which the heads of the audit logs are kept, outside of the database. */
  readonly auditHeads: string;
  readonly registration: 'open' | 'invited';
  /** Whether an application started it, with whose end it ends. */
  readonly embedded: boolean;
  readonly mail: MailSettings | null;
  readonly docs: boolean;
  readonly log: Logger;
  readonly version: string;
}

export interface RunningServer {
  readonly url: string;
  readonly deps: Deps;
  readonly app: FastifyInstance;
  /** Answers what is under way, then ends: nothing that was acknowledged is lost. */
  close(): Promise<void>;
}

/** A packaged app is one archive; what has to be a real folder on disk lies beside it. */
const unpacked = (path: string): string => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/** The pre-initialised database, beside the sources and beside the built server alike. */
const TEMPLATE = unpacked(join(import.meta.dirname, '..', '..', 'resources', 'database'));

const openDatabase = (options: StartOptions): Promise<OpenDatabase> | OpenDatabase =>
  options.database === null
    ? openPGlite(options.data, TEMPLATE, options.embedded ? process.ppid : null)
    : openPostgres(options.database);

/** Opens the database, brings its schema up to date and listens. Throws DataFolderInUse and what the database says. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const opened = await openDatabase(options);
  try {
    const { db } = opened;
    const migrations = await migrate(db);
    if (migrations.length > 0) options.log.info({ migrations }, 'schema brought up to date');
    const activity = trackActivity(db, options.log);
    const settings = { registration: options.registration, mail: options.mail !== null, docs: options.docs };
    const heads = await openHeadWriter(db, options.log, options.auditHeads);
    const refusals = createRefusals();
    const deps: Deps = { db, log: options.log, settings, activity, heads, refusals };
    const app = await buildApp(deps, options.version);
    const mailer = options.mail === null ? null : await createMailer(options.mail);
    const jobs = startJobs(db, options.log, mailer);
    const url = await app.listen({ port: options.port, host: options.host });
    const close = async (): Promise<void> => {
      await app.close();
      await jobs.stop();
      await activity.stop();
      await refusals.settle();
      await heads.stop();
      await opened.close();
    };
    return { url, deps, app, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
