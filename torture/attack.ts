import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../src/server/sample-data/random.ts';
import { type Engine, engines } from '../src/server/testing/engines.ts';

/** One line of the outcome, as it stands in the JSON. */
export interface Row {
  readonly name: string;
  readonly tried: number;
  readonly failed: number;
  readonly held: boolean;
  readonly first_failure?: string;
  /** What was measured on the way, in words: never a reason to fail. */
  readonly figures?: Readonly<Record<string, string>>;
}

/** So many failures are said as they happen; the others are only counted. */
const SAID = 8;

/** Counts what an attack tries and what did not hold. */
export class Tally {
  readonly name: string;
  readonly #figures: Record<string, string> = {};
  #tried = 0;
  #failed = 0;
  #first: string | undefined;

  readonly #say: (line: string) => void;

  constructor(name: string, say: (line: string) => void) {
    this.name = name;
    this.#say = say;
  }

  /** One try: whatever `work` throws is a failure, named by `what`. Answers whether it held. */
  async trial(what: string, work: () => unknown): Promise<boolean> {
    this.#tried += 1;
    try {
      await work();
      return true;
    } catch (error) {
      this.fail(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Counts more tries that were made at once and held. */
  add(tried: number): void {
    this.#tried += tried;
  }

  fail(what: string): void {
    this.#failed += 1;
    const text = what.length > 1500 ? `${what.slice(0, 1500)}…` : what;
    this.#first ??= text;
    if (this.#failed <= SAID) this.#say(`FAILED ${text}`);
  }

  note(figure: string, value: string): void {
    this.#figures[figure] = value;
  }

  /** Nothing tried is nothing held. */
  row(): Row {
    return {
      name: this.name,
      tried: this.#tried,
      failed: this.#failed,
      held: this.#tried > 0 && this.#failed === 0,
      ...(this.#first === undefined ? {} : { first_failure: this.#first }),
      ...(Object.keys(this.#figures).length === 0 ? {} : { figures: this.#figures }),
    };
  }
}

export interface Context {
  /** The short form, a part of `npm test`. */
  readonly short: boolean;
  readonly seed: number;
  readonly random: Random;
  /** How often: as often as `--times` says, or the long form's count, or the short form's. */
  times(long: number, short: number): number;
  /**
   * Answers a list's parts that are tried: all of them in the long form and on the main engine, in the short form on
   * another a third, which another seed makes another third.
   */
  some<T>(list: readonly T[], isMain: boolean): readonly T[];
  /** A folder that is gone after the attack. */
  temporaryFolder(): Promise<string>;
  /** Called after the attack, the last one first. */
  atEnd(work: () => unknown): void;
  say(line: string): void;
}

/** Thrown where the machine lacks what an attack needs: it is said, and there is no row. */
export class CannotTry extends Error {}

export interface Attack {
  readonly name: string;
  /** Left out of the short form, where tests cover the same with less. */
  readonly longOnly?: boolean;
  run(tally: Tally, context: Context): Promise<void>;
}

/** The same attack on each engine that there is. */
export const onEngines = (
  name: string,
  run: (tally: Tally, context: Context, engine: Engine) => Promise<void>,
): Attack[] =>
  engines.map((engine) => ({
    name: `${name}, ${engine.name}`,
    run: (tally, context) => run(tally, context, engine),
  }));

export interface Options {
  readonly short: boolean;
  readonly seed: number;
  readonly times: number | null;
}

/** Carries out one attack and answers its row; null where it could not be tried on this machine. */
export async function carryOut(attack: Attack, options: Options, say: (line: string) => void): Promise<Row | null> {
  const tally = new Tally(attack.name, say);
  const ends: (() => unknown)[] = [];
  const context: Context = {
    short: options.short,
    seed: options.seed,
    random: createRandom(options.seed),
    times: (long, short) => options.times ?? (options.short ? short : long),
    some: (list, isMain) =>
      options.short && !isMain ? list.filter((_, index) => (index + options.seed) % 3 === 0) : list,
    temporaryFolder: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'steward-torture-'));
      ends.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
      return folder;
    },
    atEnd: (work) => void ends.push(work),
    say,
  };
  try {
    await attack.run(tally, context);
  } catch (error) {
    if (error instanceof CannotTry) {
      say(`${attack.name}: not tried. ${error.message}`);
      return null;
    }
    tally.fail(`the attack itself ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    for (const end of ends.reverse()) await end();
  }
  return tally.row();
}
