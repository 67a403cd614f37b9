import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PLAN_IDS, type PlanId } from '../contract/permissions.ts';

/** What the server is asked to do: to serve, or one act of its operator. */
export type ServerCommand =
  | { readonly name: 'serve' }
  | { readonly name: 'set-plan'; readonly organization: string; readonly plan: PlanId };

const DATA = 'steward-data';

export interface ServerArguments {
  readonly command: ServerCommand;
  readonly port: number;
  readonly host: string;
  readonly data: string | null;
  readonly database: string | null;
  readonly registration: 'open' | 'invited';
  readonly readyFile: string | null;
  /** Where the heads of the audit logs are kept. */
  readonly auditHeads: string;
  readonly embedded: boolean;
  readonly help: boolean;
}

export const USAGE = `Usage: npm run server -- [options]
       npm run server -- set-plan ORGANIZATION ${PLAN_IDS.join('|')} [--data DIR | --database URL]

  --port N                     port to listen on (default 7878; 0 picks a free one)
  --host ADDRESS               address to listen on (default 127.0.0.1: this machine only)
  --data DIR                   folder of the embedded database (default ./steward-data)
  --database URL               a PostgreSQL database instead, as postgres://user@host/name
  --registration open|invited  who may register: anybody, or invited addresses only (default open)
  --audit-heads DIR            folder in which the heads of the audit logs are kept, outside of the database
                               (default: audit-heads in the data folder; with --database beside the ready file, or here)
  --ready-file F               write {"url","pid"} to F when it listens
  --help                       show this

       npm run server -- verify-audit [--data DIR | --database URL] [--audit-heads DIR]

  checks every audit log against its chain and its heads, names the first entry of each that is not what was written,
  and ends with 0 where all are whole, 1 where one is not, 2 where they could not be read

Environment: STEWARD_SMTP_URL and STEWARD_MAIL_FROM send invitations by e-mail; STEWARD_LOG_LEVEL (default info).`;

/** A wrong command line: the message says which option and why. */
export class ArgumentError extends Error {}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new ArgumentError(`--port: "${text}" is not a port number (0 to 65535)`);
  return port;
}

function readCommand([name, ...words]: readonly string[]): ServerCommand {
  if (name === undefined) return { name: 'serve' };
  if (name !== 'set-plan') throw new ArgumentError(`"${name}" is no command`);
  const [organization, plan, ...more] = words;
  const known = PLAN_IDS.find((id) => id === plan);
  if (organization === undefined || known === undefined || more.length > 0)
    throw new ArgumentError(`set-plan: give an organization's id and a plan (${PLAN_IDS.join(' or ')})`);
  return { name, organization, plan: known };
}

function defaultHeads(values: { data?: string; database?: string; 'ready-file'?: string }): string {
  if (values.database === undefined) return join(values.data ?? DATA, 'audit-heads');
  return join(dirname(values['ready-file'] ?? 'here'), 'steward-audit-heads');
}

/** Reads the server's command line. Throws ArgumentError. */
export function readArguments(argv: readonly string[]): ServerArguments {
  const text = { type: 'string' } as const;
  const on = { type: 'boolean', default: false } as const;
  let values: ReturnType<typeof parse>['values'];
  let positionals: string[];
  const parse = () =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { ...text, default: '7878' },
        host: { ...text, default: '127.0.0.1' },
        data: text,
        database: text,
        registration: { ...text, default: 'open' },
        'ready-file': text,
        'audit-heads': text,
        embedded: on,
        help: on,
      },
    });
  try {
    ({ values, positionals } = parse());
  } catch (error) {
    throw new ArgumentError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
  if (values.data !== undefined && values.database !== undefined)
    throw new ArgumentError('--data and --database exclude each other');
  if (values.database !== undefined && !/^postgres(ql)?:\/\//.test(values.database))
    throw new ArgumentError('--database: must begin with postgres://');
  if (values.registration !== 'open' && values.registration !== 'invited')
    throw new ArgumentError(`--registration: "${values.registration}" is neither open nor invited`);
  return {
    command: readCommand(positionals),
    port: readPort(values.port),
    host: values.host,
    data: values.database === undefined ? (values.data ?? DATA) : null,
    database: values.database ?? null,
    registration: values.registration,
    readyFile: values['ready-file'] ?? null,
    auditHeads: values['audit-heads'] ?? defaultHeads(values),
    embedded: values.embedded,
    help: values.help,
  };
}
