// Steward's server as it listens for a company, with mail switched on and nobody who sends it: the outbox fills, and the
// sending disturbs no measurement. It says over IPC where it listens.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { buildApp } from '../../src/server/app.ts';
import { openHeadWriter } from '../../src/server/audit/heads/writer.ts';
import { createRefusals } from '../../src/server/audit/refusals.ts';
import { openPostgres } from '../../src/server/db/open.ts';
import { trackActivity } from '../../src/server/http/activity.ts';

const [database] = process.argv.slice(2);
const { db } = openPostgres(database);
const log = pino({ level: 'warn' }, pino.destination(2));
const deps = {
  db,
  log,
  settings: { registration: 'open', mail: true, docs: false },
  activity: trackActivity(db, log),
  heads: await openHeadWriter(db, log, mkdtempSync(join(tmpdir(), 'steward-bench-heads-'))),
  refusals: createRefusals(),
};
const app = await buildApp(deps, '0.0.0-bench');
process.send({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
process.on('disconnect', () => process.exit(0));
