import { rename, writeFile } from 'node:fs/promises';
import pino from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import { ArgumentError, readArguments, type ServerArguments, USAGE } from './arguments.ts';
import { verifyAudit } from './audit/verify-command.ts';
import { BACKUP_USAGE, isBackupCommand, runBackupCommand } from './backup/command.ts';
import { type ParentChannel, parentChannel, serveParent } from './child.ts';
import { setPlanFromCommandLine } from './commands/set-plan.ts';
import { COMMANDS_USAGE, isCommand, runCommand } from './commands.ts';
import { DataFolderInUse } from './db/data-folder.ts';
import { mailSettings } from './mail/mailer.ts';
import { type RunningServer, startServer } from './start.ts';
import { findOwner } from './workspace.ts';

const [command] = process.argv.slice(2);
const verifies = command === 'verify-audit';

function readOrExit(): ServerArguments {
  try {
    const given = readArguments(process.argv.slice(verifies ? 3 : 2));
    if (!given.help) return given;
    console.log(`${USAGE}\n\n${COMMANDS_USAGE}

${BACKUP_USAGE}`);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Written whole or not at all, so that a waiting script never reads half of it. */
async function writeReadyFile(file: string, url: string): Promise<void> {
  await writeFile(`${file}.partial`, `${JSON.stringify({ url, pid: process.pid })}\n`);
  await rename(`${file}.partial`, file);
}

function onStop(server: RunningServer): () => void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        server.deps.log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return stop;
}

function explain(error: unknown): { code: string; message: string } {
  if (error instanceof DataFolderInUse) return { code: 'data_folder_in_use', message: error.message };
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
    return { code: 'disk_full', message: 'The disk is full. Free some space, then start again; nothing is lost.' };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return { code: 'not_writable', message: 'The data folder cannot be written. Allow it, then start again.' };
  if (code === 'EADDRINUSE') return { code: 'port_in_use', message: 'The port is in use. Choose another with --port.' };
  return { code: 'failed', message: `The server could not start: ${String(message ?? error)}` };
}

/** Under a parent process: no port of one's own choice, news over the channel, and the end when the parent ends. */
async function attach(channel: ParentChannel, server: RunningServer, stop: () => void): Promise<void> {
  serveParent(channel, server, stop);
  process.on('disconnect', stop);
  const owner = (await findOwner(server.deps.db)) !== null;
  channel.post({ type: 'ready', url: server.url, pid: process.pid, owner });
}

async function main(): Promise<void> {
  const given = readOrExit();
  if (given.command.name === 'set-plan') {
    process.exitCode = await setPlanFromCommandLine(given, given.command);
    return;
  }
  const channel = given.embedded ? parentChannel() : null;
  const log = pino({ level: process.env.STEWARD_LOG_LEVEL ?? (given.embedded ? 'warn' : 'info') }, pino.destination(2));
  try {
    const server = await startServer({
      ...given,
      docs: !given.embedded,
      mail: mailSettings(process.env),
      log,
      version: manifest.version,
    });
    const stop = onStop(server);
    if (given.readyFile !== null) await writeReadyFile(given.readyFile, server.url);
    if (channel === null) log.info({ url: server.url, docs: `${server.url}/v2/docs` }, 'listening');
    else await attach(channel, server, stop);
  } catch (error) {
    const { code, message } = explain(error);
    if (code === 'failed') log.error({ err: error }, 'could not start');
    // People see this one: the cause, with its paths, is in the log.
    const plain =
      code === 'failed' ? 'The local workspace could not start. The log in the data folder says why.' : message;
    if (channel !== null) channel.post({ type: 'failed', code, message: plain });
    else console.error(message);
    process.exitCode = 1;
    // A message to the parent still has to leave.
    setTimeout(() => process.exit(1), channel === null ? 0 : 200).unref();
  }
}

if (verifies) process.exitCode = await verifyAudit(readOrExit());
else if (isBackupCommand(process.argv.slice(2))) process.exitCode = await runBackupCommand(process.argv.slice(2));
else if (isCommand(process.argv.slice(2))) process.exitCode = await runCommand(process.argv.slice(2));
else await main();
