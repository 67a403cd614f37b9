import { sql } from 'kysely';
import type { Logger } from 'pino';
import { RESTORE_DAYS } from '../../contract/permissions.ts';
import { changeAny } from '../db/changed.ts';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import { invitationMail } from '../mail/invitation-mail.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { checkBudgets } from '../modules/billing/alerts.ts';
import { alertMail, invoiceMail } from '../modules/billing/billing-mail.ts';
import { issueDueInvoices } from '../modules/billing/issue-due.ts';
import { tellExpiring } from '../notifications/expiring.ts';
import { forgetNotifications } from '../notifications/retention.ts';

export interface Jobs {
  /** Ends the timers and waits for what is under way. */
  stop(): Promise<void>;
}

const OUTBOX_INTERVAL_MS = 3_000;
const PURGE_INTERVAL_MS = 60 * 60_000;
const BUDGETS_INTERVAL_MS = 60_000;
const INVOICES_INTERVAL_MS = 10 * 60_000;
const NOTIFICATIONS_INTERVAL_MS = 60_000;
const MAX_ATTEMPTS = 8;
const BATCH = 20;

interface DueMail {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  attempts: number;
}

async function setDelivery(db: Tx, invitationId: string, delivery: 'sent' | 'failed'): Promise<void> {
  await changeAny(db.updateTable('invitations').set({ delivery }).where('id', '=', invitationId));
}

/** The mail that an entry of the outbox asks for; null when its reason is gone meanwhile. */
function compose(db: Db, { kind, payload }: DueMail): Promise<Mail | null> {
  const { invitation_id, organization_id, month, alert_id, to } = payload;
  if (kind === 'budget_alert') return alertMail(db, String(organization_id), String(alert_id), String(to));
  if (kind === 'invoice') return invoiceMail(db, String(organization_id), String(month));
  return invitationMail(db, String(invitation_id));
}

/** Sends one entry's mail and notes how it went; a failure is tried again after 1, 2, 4 … minutes, at most eight times. */
async function deliver(db: Db, log: Logger, mailer: Mailer, due: DueMail): Promise<void> {
  const invitationId = due.kind === 'invitation' ? String(due.payload.invitation_id) : null;
  try {
    const mail = await asSystem(db, (trx) => compose(trx, due));
    if (mail !== null) await mailer.send(mail);
    await asSystem(db, async (trx) => {
      const done = { done_at: sql<string>`steward_now()`, last_error: null };
      await changeAny(trx.updateTable('outbox').where('id', '=', due.id).set(done));
      if (mail !== null && invitationId !== null) await setDelivery(trx, invitationId, 'sent');
    });
  } catch (error) {
    const last_error = (error as Error).message.slice(0, 500);
    const attempts = due.attempts + 1;
    log.warn({ kind: due.kind, entry: due.id, attempts, reason: last_error }, 'a mail could not be sent');
    await asSystem(db, (trx) => putOff(trx, due, invitationId, last_error));
  }
}

async function putOff(trx: Tx, due: DueMail, invitationId: string | null, last_error: string): Promise<void> {
  const attempts = due.attempts + 1;
  const next = sql<string>`steward_now() + make_interval(mins => ${2 ** due.attempts})`;
  const over = attempts >= MAX_ATTEMPTS;
  await changeAny(
    trx
      .updateTable('outbox')
      .where('id', '=', due.id)
      .set({ attempts, last_error, next_attempt_at: next, ...(over ? { done_at: sql<string>`steward_now()` } : {}) }),
  );
  if (over && invitationId !== null) await setDelivery(trx, invitationId, 'failed');
}

/**
 * Sends what is due in the outbox. Several server processes may run it at once: claiming pushes the next attempt a
 * minute away, so that an entry is taken by one, and comes back if that one dies.
 */
export async function sendDueMail(db: Db, log: Logger, mailer: Mailer): Promise<number> {
  const claimed = await asSystem(db, claimDue);
  for (const due of claimed) await deliver(db, log, mailer, due);
  return claimed.length;
}

const claimDue = (trx: Tx): Promise<DueMail[]> =>
  trx
    .updateTable('outbox')
    .set({ next_attempt_at: sql<string>`steward_now() + interval '1 minute'` })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox')
        .select('id')
        .where('done_at', 'is', null)
        .where('next_attempt_at', '<=', sql<string>`steward_now()`)
        .orderBy('id')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'kind', 'payload', 'attempts'])
    .execute();

/** Removes what has served its time: answers kept for a repeated request, sent mail, organizations past restoring. */
export const purge = (db: Db): Promise<void> =>
  asSystem(db, async (trx) => {
    await changeAny(
      trx.deleteFrom('idempotency_keys').where('created_at', '<', sql<Date>`steward_now() - interval '1 day'` as never),
    );
    await changeAny(trx.deleteFrom('outbox').where('done_at', '<', sql<string>`steward_now() - interval '7 days'`));
    // Where no mail server is named, what billing would have mailed waits here; a week later it is no news.
    await changeAny(
      trx
        .deleteFrom('outbox')
        .where('kind', 'in', ['invoice', 'budget_alert'])
        .where('created_at', '<', sql<string>`steward_now() - interval '7 days'`),
    );
    const gone = sql<string>`steward_now() - make_interval(days => ${sql.lit(RESTORE_DAYS)})`;
    const past = trx.selectFrom('organizations').select('id').where('deleted_at', '<', gone);
    // Deployments go with their apps: after that nothing runs in a cluster.
    await changeAny(trx.deleteFrom('apps').where('owner_id', 'in', past));
    await changeAny(trx.deleteFrom('clusters').where('owner_id', 'in', past));
    await changeAny(trx.deleteFrom('collaborators').where('collaborator_id', 'in', past));
    await changeAny(trx.deleteFrom('stars').where('starrer_id', 'in', past));
    await changeAny(trx.deleteFrom('organizations').where('deleted_at', '<', gone));
  });

/** Runs a job every `interval` milliseconds, never twice at once; a failure is logged and the next run tries again. */
function repeat(log: Logger, name: string, interval: number, job: () => Promise<unknown>): Jobs {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = job()
      .catch((error: unknown) => log.error({ err: error, job: name }, 'a job failed'))
      .finally(() => {
        busy = false;
      });
  }, interval);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Starts the background jobs of one server process. */
export function startJobs(db: Db, log: Logger, mailer: Mailer | null): Jobs {
  const jobs = [
    repeat(log, 'purge', PURGE_INTERVAL_MS, () => purge(db)),
    repeat(log, 'budgets', BUDGETS_INTERVAL_MS, () => checkBudgets(db, log)),
    repeat(log, 'invoices', INVOICES_INTERVAL_MS, () => issueDueInvoices(db, log)),
    repeat(log, 'expiring', NOTIFICATIONS_INTERVAL_MS, () => tellExpiring(db)),
    repeat(log, 'old notifications', PURGE_INTERVAL_MS, () => forgetNotifications(db)),
  ];
  if (mailer !== null) jobs.push(repeat(log, 'mail', OUTBOX_INTERVAL_MS, () => sendDueMail(db, log, mailer)));
  return {
    stop: async () => {
      for (const job of jobs) await job.stop();
      mailer?.close();
    },
  };
}
