import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Attack, carryOut, type Options, type Row } from './attack.ts';
import { attacks } from './attacks.ts';
import { table } from './report.ts';

const USAGE = `Usage: npm run torture -- [--json FILE] [--only NAME] [--short] [--seed N] [--times N] [--list]

  --json FILE   write {"rows":[{"name","tried","failed","held","first_failure"?,"figures"?}]} to FILE
  --only NAME   the attacks whose names contain NAME
  --short       the short form, as npm test runs it
  --seed N      another seed: the same seed attacks in the same way
  --times N     so many trials instead of the form's own count, where an attack counts its trials
  --list        name the attacks

PostgreSQL is that of STEWARD_TEST_DATABASE_URL, or a cluster of its own where its programs are installed.
Exit code: 0 where everything held, 1 where something did not, 2 for a wrong command line.`;

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name}: "${text}" is not a whole number`);
  return Number(text);
}

function read(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const on = { type: 'boolean', default: false } as const;
  const options = { json: text, only: text, seed: text, times: text, short: on, list: on, help: on };
  const { values } = parseArgs({ args: [...argv], options });
  const wanted = values.only?.toLowerCase();
  const chosen = attacks.filter(({ name, longOnly }) =>
    wanted === undefined ? !(values.short && longOnly) : name.toLowerCase().includes(wanted),
  );
  if (chosen.length === 0) throw new Error(`--only: no attack has "${values.only}" in its name`);
  const how: Options = {
    short: values.short,
    seed: whole('seed', values.seed ?? '20261124'),
    times: values.times === undefined ? null : whole('times', values.times),
  };
  return { ...values, chosen, how };
}

async function attackAll(chosen: readonly Attack[], how: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const attack of chosen) {
    const begun = performance.now();
    const row = await carryOut(attack, how, (line) => console.log(`  ${line}`));
    if (row === null) continue;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const verdict = row.held ? 'held' : `${row.failed} FAILED`;
    console.log(`${attack.name}: ${row.tried} tried, ${verdict} (${seconds} s)`);
    rows.push(row);
  }
  return rows;
}

async function main(): Promise<number> {
  let given: ReturnType<typeof read>;
  try {
    given = read(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (given.help) console.log(USAGE);
  if (given.list) console.log(attacks.map(({ name }) => name).join('\n'));
  if (given.help || given.list) return 0;
  console.log(`Seed ${given.how.seed}, ${given.how.short ? 'short' : 'long'} form.`);
  const rows = await attackAll(given.chosen, given.how);
  console.log(`\n${table(rows)}`);
  if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify({ rows }, null, 2)}\n`);
  return rows.length > 0 && rows.every(({ held }) => held) ? 0 : 1;
}

process.exit(await main());
