/** `npm test`: every check of the project, from the format to the journeys. Runs on Node 20 with nothing installed. */
import { rmSync } from 'node:fs';
import { ensureBuild } from './lib/build.js';
import { runBeside } from './lib/children.js';
import { browserJourneys, electronJourneys, saySkipped } from './lib/journeys.js';
import { runScript } from './lib/main.js';
import { memoryEnv } from './lib/memory.js';
import { ensureModules } from './lib/modules.js';
import { findPostgres, startPostgres } from './lib/postgres.js';
import { inRoot, projectEnv, projectNode, tool } from './lib/root.js';
import { ensurePackages, PACKAGES } from './lib/system-packages.js';
import { readTorture, readVitest, sentence, stepTally, sum, under } from './lib/tally.js';
import { Stop, say, step, warn } from './lib/terminal.js';
import { HELP, testArguments } from './lib/test-arguments.js';
import { datesOfToday, timeEnv } from './lib/test-time.js';

const node = (label, script, args, more) =>
  runBeside(label, projectNode(), [script, ...args], { env: projectEnv(more) });
const biome = tool('@biomejs', 'biome', 'bin', 'biome');
const isGood = async (running) => stepTally((await running).code === 0);

/** Where tests write what is gone after them. */
const memory = memoryEnv();

let database;

async function findDatabase() {
  const bin = findPostgres();
  if (bin === undefined) {
    warn("PostgreSQL is missing: the server's tests run on PGlite only.");
    return {};
  }
  return {
    STEWARD_TEST_DATABASE_URL: process.env.STEWARD_TEST_DATABASE_URL ?? (await startPostgres(bin, memory.TMPDIR)),
  };
}

/** The one cluster that all steps share. */
const postgresEnv = () => {
  database ??= findDatabase();
  return database;
};

/** Runs the unit and server tests in these folders, or all. */
async function unitTests({ folders = [], env = {}, name = 'tests', onPostgres = true } = {}) {
  const report = inRoot('test-results', `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await node(name, tool('vitest', 'vitest.mjs'), ['run', ...reporters, ...folders], {
    ...memory,
    ...(onPostgres ? await postgresEnv() : { STEWARD_TEST_DATABASE_URL: '' }),
    ...env,
  });
  return readVitest(report, code);
}

async function torture() {
  const report = inRoot('test-results', 'torture.json');
  rmSync(report, { force: true });
  const { code } = await node(
    'torture',
    inRoot('torture', 'run.ts'),
    ['--short', '--json', report],
    await postgresEnv(),
  );
  return readTorture(report, code);
}

async function build() {
  const { ok, output } = await ensureBuild();
  if (!ok) warn(output);
  return stepTally(ok);
}

const samples = new Map();

/** Loads the sample data for this time, once: workers that start together, or cannot write here, would each do it. */
function sampleData(env) {
  const time = env.STEWARD_CLOCK_OFFSET_MS ?? '';
  if (!samples.has(time)) samples.set(time, node('sample data', inRoot('scripts', 'make-sample.js'), [], env));
  return samples.get(time);
}

async function journeysOf(name, journeys, env = {}) {
  await sampleData({ ...memory, ...env });
  const tally = await journeys();
  saySkipped(name, tally);
  return tally.skipped === undefined ? tally : sum([]);
}

/** What the others need. */
const FIRST = [['Build', build]];

/** What depends on the date: folders of tests, and journeys. */
const TIMED = {
  folders: [
    'src/shared',
    'src/contract',
    ...['billing', 'costs', 'home', 'notifications'].map((name) => `src/renderer/features/${name}`),
    'src/renderer/lib',
    ...['billing', 'db/clock', 'jobs', 'notifications', 'sample-data'].map((name) => `src/server/${name}`),
    ...['billing', 'invitations', 'keys', 'organizations', 'usage'].map((name) => `src/server/modules/${name}`),
  ],
  journeys: ['e2e/home.spec.ts', 'e2e/costs.spec.ts', 'e2e/billing.spec.ts', 'e2e/notifications.spec.ts'],
};

/** The steps that run what depends on the date, at the time that these variables say. */
function timedSteps(at, env = {}) {
  const name = at === undefined ? '' : ` at ${at}`;
  const folder = at === undefined ? '' : `-${at.replaceAll(/\W/g, '')}`;
  return [
    [
      `Journeys that depend on the date${name}`,
      () =>
        journeysOf(
          `journeys${name}`,
          () => browserJourneys({ files: TIMED.journeys, env, name: `browser${folder}` }),
          env,
        ),
    ],
    [`Tests that depend on the date${name}`, () => unitTests({ folders: TIMED.folders, env, name: `tests${folder}` })],
  ];
}

const CHECKS = [
  ['Format', () => isGood(node('format', inRoot('scripts', 'format.js'), []))],
  ['Lint', () => isGood(node('lint', biome, ['ci', '--formatter-enabled=false', '.']))],
  ['One clock', () => isGood(node('clock', inRoot('scripts', 'check-clock.js'), []))],
  ['Types', () => isGood(node('types', tool('typescript', 'bin', 'tsc'), ['-p', '.']))],
];

/**
 * Two run at once, in this order, the longest first. The attacks keep one core busy, the journeys and the tests two. The
 * tests are the last: their many files leave no core idle in the end.
 */
const STEPS = [
  ['Journeys in Electron', () => journeysOf('the journeys in Electron', electronJourneys)],
  ['Torture, short form', torture],
  ...CHECKS,
  ['Journeys in the browser', () => journeysOf('the journeys in the browser', browserJourneys)],
  ['Unit and server tests', unitTests],
];

/** Without PostgreSQL, Electron, the attacks, and all but ten journeys. */
const QUICK_STEPS = [
  [
    'Ten journeys',
    () => journeysOf('the journeys in the browser', () => browserJourneys({ files: ['--grep=@quick'] })),
  ],
  ...CHECKS,
  ['Unit and server tests on PGlite', () => unitTests({ onPostgres: false })],
];
const AT_ONCE = 2;

function stepsOf({ quick, timed }) {
  if (timed) return timedSteps();
  return quick ? QUICK_STEPS : STEPS;
}

/** A check that could not even be made is a failed one: the others go on, and the last line is always there. */
async function tallyOf(check) {
  try {
    return await check();
  } catch (error) {
    warn(error instanceof Stop ? error.message : (error.stack ?? String(error)));
    return stepTally(false, error.message);
  }
}

await runScript(async () => {
  const args = testArguments(process.argv.slice(2));
  if (args.help) {
    say(HELP);
    return 0;
  }
  Object.assign(process.env, timeEnv(args));
  const needed = [...PACKAGES.build, ...PACKAGES.keychain, ...PACKAGES.browser, ...PACKAGES.test];
  await ensurePackages(needed, 'for the tests');
  await ensureModules();
  const walk = async (steps) => {
    const tallies = [];
    for (let next = steps.shift(); next !== undefined; next = steps.shift()) {
      const [name, check] = next;
      step(name);
      const tally = await tallyOf(check);
      tallies.push(under(name, tally));
      say(`  ${name}: ${sentence(tally)}`);
    }
    return tallies;
  };
  const first = await walk([...FIRST]);
  const dates = args.dates ? datesOfToday() : [];
  const left = [...dates.flatMap((date) => timedSteps(`${date.at} in ${date.zone}`, timeEnv(date))), ...stepsOf(args)];
  const others = await Promise.all(Array.from({ length: AT_ONCE }, () => walk(left)));
  const tallies = [first, ...others].flat();
  const total = sum(tallies);
  for (const failure of total.failures) say(`✗ ${failure}`);
  say(sentence(total));
  return total.failures.length === 0 ? 0 : 1;
});
