import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { ArgumentError } from './arguments.ts';
import { readAmount } from './billing/statement.ts';
import { migrate } from './db/migrate.ts';
import { openPGlite, openPostgres } from './db/open.ts';
import { asSystem } from './db/scope.ts';
import type { Db } from './db/tables.ts';
import { checkBilling } from './modules/billing/check.ts';
import { issueDueInvoices } from './modules/billing/issue-due.ts';
import { grantCredit, OperatorError, voidInvoice } from './modules/billing/operator.ts';
import { PriceError, priceFile, setPrices } from './modules/billing/set-prices.ts';

const TEMPLATE = join(import.meta.dirname, '..', '..', 'resources', 'database');

export const COMMANDS_USAGE = `Commands of the operator, on the database that --data or --database names, while no server uses the folder:

  check-billing                      recompute all sums of money and name what does not agree
  issue-invoices                     issue every invoice that is due (the server does so by itself)
  set-prices FILE                    take over prices, terms and bank account from a JSON file
  grant-credit ORG AMOUNT REASON     give an organization a credit, such as 250.00
  void-invoice ORG MONTH REASON      void an open invoice to which nothing was paid`;

/** Prints a line of the outcome. */
type Print = (line: string) => void;
type Command = (db: Db, words: readonly string[], print: Print) => Promise<boolean>;

function take(words: readonly string[], names: readonly string[]): string[] {
  if (words.length !== names.length) throw new ArgumentError(`expected: ${names.join(' ')}`);
  return [...words];
}

async function readPriceFile(path: string) {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new PriceError(`${path} cannot be read: ${(error as Error).message}`);
  }
  const checked = priceFile.safeParse(parsed);
  if (checked.success) return checked.data;
  throw new PriceError(checked.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('\n'));
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'check-billing': async (db, words, print) => {
    take(words, []);
    const findings = await checkBilling(db);
    for (const { organization_id, what } of findings) print(`${organization_id}: ${what}`);
    print(findings.length === 0 ? 'All sums agree.' : `${findings.length} sums do not agree.`);
    return findings.length === 0;
  },
  'issue-invoices': async (db, words, print) => {
    take(words, []);
    const issued = await issueDueInvoices(db, pino({ level: 'warn' }, pino.destination(2)));
    print(`${issued} ${issued === 1 ? 'invoice' : 'invoices'} issued.`);
    return true;
  },
  'set-prices': async (db, words, print) => {
    const [file = ''] = take(words, ['FILE']);
    const prices = await readPriceFile(file);
    await asSystem(db, (trx) => setPrices(trx, prices));
    print(`${prices.prices.length} prices taken over. What was rated before keeps its price.`);
    return true;
  },
  'grant-credit': async (db, words, print) => {
    const [organization = '', amount = '', reason = ''] = take(words, ['ORG', 'AMOUNT', 'REASON']);
    const micros = readAmount(amount);
    if (micros === null) throw new ArgumentError(`"${amount}" is not an amount such as 250.00`);
    await grantCredit(db, organization, micros, reason);
    print(`${organization} has the credit.`);
    return true;
  },
  'void-invoice': async (db, words, print) => {
    const [organization = '', month = '', reason = ''] = take(words, ['ORG', 'MONTH', 'REASON']);
    if (!/^\d{4}-\d\d$/.test(month)) throw new ArgumentError(`"${month}" is not a month such as 2026-11`);
    await voidInvoice(db, organization, month, reason);
    print(`The invoice of ${month} is void.`);
    return true;
  },
};

/** Whether the command line names a command of the operator instead of options of the server. */
export const isCommand = (argv: readonly string[]): boolean => Object.hasOwn(COMMANDS, argv[0] ?? '');

/** Carries a command out and answers whether all is well. Throws ArgumentError and what the command says. */
async function carryOut(argv: readonly string[], print: Print): Promise<boolean> {
  const [name = '', ...rest] = argv;
  const text = { type: 'string' } as const;
  let parsed: { values: { data?: string; database?: string }; positionals: string[] };
  try {
    parsed = parseArgs({ args: rest, allowPositionals: true, options: { data: text, database: text } });
  } catch (error) {
    throw new ArgumentError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
  const { data, database } = parsed.values;
  if (data !== undefined && database !== undefined) throw new ArgumentError('--data and --database exclude each other');
  const opened =
    database === undefined ? await openPGlite(data ?? 'steward-data', TEMPLATE) : openPostgres(database, 2);
  try {
    await migrate(opened.db);
    return await (COMMANDS[name] as Command)(opened.db, parsed.positionals, print);
  } finally {
    await opened.close();
  }
}

/** Runs an operator's command. Returns the exit code: 0, 1 if something is not right, 2 for a wrong command line. */
export async function runCommand(
  argv: readonly string[],
  print: Print = console.log,
  complain: Print = console.error,
): Promise<number> {
  try {
    return (await carryOut(argv, print)) ? 0 : 1;
  } catch (error) {
    if (error instanceof ArgumentError) {
      complain(`${argv[0]}: ${error.message}\n\n${COMMANDS_USAGE}`);
      return 2;
    }
    const known = error instanceof OperatorError || error instanceof PriceError;
    complain(known ? error.message : `${argv[0]}: ${(error as Error).message}`);
    return 1;
  }
}
