import type { CompiledQuery, QueryResult } from 'kysely';
import type pg from 'pg';
import utils from 'pg/lib/utils.js';

/** The messages to a PostgreSQL server, as pg's connection sends them. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Record<string, string>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly (string | Buffer | null)[] }): void;
  describe(message: { type: 'S'; name: string }): void;
  execute(message: object): void;
  flush(): void;
  sync(): void;
}

type ParseText = (text: string) => unknown;
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What the rows of a statement are made of. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly ParseText[];
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly rows: Record<string, unknown>[];
  shape: Shape | undefined;
  /** Why a row could not be read. */
  unread: Error | undefined;
  readonly resolve: (result: QueryResult<Record<string, unknown>>) => void;
  readonly reject: (error: unknown) => void;
}

export interface ExchangeOptions {
  readonly nameOf: (text: string) => string | undefined;
  readonly parserOf: (type: number) => ParseText;
}

/** What the database says itself of a statement after one that failed. */
const aborted = (cause: unknown): Error =>
  Object.assign(
    new Error('current transaction is aborted, commands ignored until end of transaction block', { cause }),
    { code: '25P02' },
  );

const shapes = new WeakMap<Wire, Map<string, Shape>>();
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** What a command answered, as Kysely tells of it: `count` is how many rows a change has touched. */
export const resultOf = <R>(command: string, count: number | string, rows: R[]): QueryResult<R> =>
  CHANGES.has(command) ? { rows, numAffectedRows: BigInt(count) } : { rows };

/**
 * Statements to one connection with nothing but their own answers awaited. Up to `end` the database takes them as one
 * transaction, with `begin` and `commit` or without: what they set for the transaction ends with the exchange. After an
 * error nothing more is sent: it would run outside of the transaction, and so outside of its scope.
 */
export class Exchange implements pg.Submittable {
  readonly #options: ExchangeOptions;
  readonly #waiting: Statement[] = [];
  /** What is to be sent once the connection is free of who had it before. */
  #delayed: ((wire: Wire) => void)[] = [];
  #wire: Wire | undefined;
  #over = false;
  #failure: unknown;
  /** What the last command was, as the database names it: `COMMIT`, `INSERT 0 5`. */
  #tag = '';
  #ready: PromiseWithResolvers<void> | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** The statement whose answer comes next: pg keeps by it what is prepared. */
  get name(): string | undefined {
    return this.#waiting[0]?.name || undefined;
  }
  get text(): string | undefined {
    return this.#waiting[0]?.text;
  }

  /** Sends a statement and answers its result. Throws what the database throws. */
  async run(query: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<Record<string, unknown>>> {
    try {
      return await new Promise((resolve, reject) => this.send(query.sql, query.parameters, resolve, reject));
    } catch (error) {
      // Where it was asked, and not where the answer was read.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  /** Sends a statement whose answer nobody needs: where it fails, the next one does. */
  announce(text: string): void {
    this.send(text, [], IGNORED, IGNORED);
  }

  send(text: string, values: readonly unknown[], resolve: Statement['resolve'], reject: Statement['reject']): void {
    if (this.#over) {
      reject(aborted(this.#failure));
      return;
    }
    // Before anything is sent: a value that cannot be written leaves the connection as it is.
    const written = values.map((value) => utils.prepareValue(value));
    const name = this.#options.nameOf(text) ?? '';
    const statement: Statement = { name, text, rows: [], shape: undefined, unread: undefined, resolve, reject };
    this.#waiting.push(statement);
    this.#write((wire) => this.#put(wire, statement, written));
  }

  /**
   * Runs one statement as a transaction of its own. PostgreSQL completes the statement first and commits it after that, so
   * the result is returned once the server is ready for the next query. Throws what the statement or its commit throws.
   */
  async runAlone(query: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<Record<string, unknown>>> {
    this.#ready = Promise.withResolvers();
    const result = this.run(query);
    this.end();
    const [done] = await Promise.all([result, this.#ready.promise]);
    return done;
  }

  /**
   * Commits what `begin` has begun. PostgreSQL answers the command only after it has committed, and with `ROLLBACK` where
   * it has not. Throws what the database throws, and where a statement has failed.
   */
  async commit(): Promise<void> {
    const done = this.run({ sql: 'commit', parameters: [] });
    this.end();
    await done;
    if (this.#tag !== 'COMMIT') throw new Error(`the transaction was not committed: the database did ${this.#tag}`);
  }

  /** Ends what has only read: nothing can be lost, so nobody needs to wait. Throws where a statement has failed. */
  finish(): void {
    if (this.#over) throw aborted(this.#failure);
    this.end();
  }

  /** Ends the transaction, where no error has. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#write((wire) => wire.sync());
  }

  #write(message: (wire: Wire) => void): void {
    if (this.#wire === undefined) this.#delayed.push(message);
    else message(this.#wire);
  }

  #put(wire: Wire, statement: Statement, values: readonly (string | Buffer | null)[]): void {
    const { name, text } = statement;
    const known = name === '' ? undefined : shapes.get(wire)?.get(name);
    wire.stream.cork();
    if (name === '' || wire.parsedStatements[name] === undefined) wire.parse({ name, text });
    if (known === undefined) wire.describe({ type: 'S', name });
    else statement.shape = known;
    wire.bind({ statement: name, values });
    wire.execute({});
    wire.flush();
    wire.stream.uncork();
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    this.#wire = wire;
    wire.stream.cork();
    for (const message of this.#delayed) message(wire);
    this.#delayed = [];
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const [statement] = this.#waiting;
    if (statement === undefined || this.#wire === undefined) return;
    statement.shape = {
      names: fields.map((field) => field.name),
      parsers: fields.map((field) => this.#options.parserOf(field.dataTypeID)),
    };
    if (statement.name === '') return;
    const known = shapes.get(this.#wire) ?? new Map<string, Shape>();
    shapes.set(this.#wire, known.set(statement.name, statement.shape));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const [statement] = this.#waiting;
    if (statement?.shape === undefined || statement.unread !== undefined) return;
    const { names, parsers } = statement.shape;
    const row: Record<string, unknown> = {};
    try {
      for (let at = 0; at < fields.length; at++) {
        const text = fields[at] ?? null;
        row[names[at] as string] = text === null ? null : parsers[at]?.(text);
      }
      statement.rows.push(row);
    } catch (error) {
      statement.unread = error as Error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const statement = this.#waiting.shift();
    this.#tag = text;
    if (statement?.unread !== undefined) statement.reject(statement.unread);
    // `INSERT 0 5`
    else
      statement?.resolve(resultOf(text.split(' ', 1)[0] ?? '', text.slice(text.lastIndexOf(' ') + 1), statement.rows));
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleError(error: unknown): void {
    if (!this.#over) this.#wire?.sync();
    this.#over = true;
    this.#failure = error;
    const [failed, ...rest] = this.#waiting.splice(0);
    failed?.reject(error);
    for (const statement of rest) statement.reject(error);
    this.#ready?.reject(error);
    this.#delayed = [];
  }

  handleReadyForQuery(): void {
    this.#over = true;
    this.#ready?.resolve();
  }
}

const IGNORED = (): void => undefined;
