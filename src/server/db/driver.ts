import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { Exchange, type ExchangeOptions, resultOf } from './exchange.ts';

/**
 * One of the pool's connections for as long as somebody has it. A transaction whose access is said takes one exchange: what
 * reads needs no `begin` and no `commit`, and `begin` travels with the first statement of what writes. All else, such as
 * a migration, is sent as it is written.
 */
class Connection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #options: ExchangeOptions;
  #exchange: Exchange | null = null;
  #reads = false;
  #broken = false;

  constructor(client: pg.PoolClient, options: ExchangeOptions) {
    this.#client = client;
    this.#options = options;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#exchange !== null) return this.#exchange.run(query) as Promise<QueryResult<R>>;
    return this.#alone(query) as Promise<QueryResult<R>>;
  }

  async #alone(query: CompiledQuery): Promise<QueryResult<unknown>> {
    if (query.parameters.length === 0) {
      // Without parameters there may be several statements in one text.
      const { command, rowCount, rows } = await this.#client.query(query.sql);
      return resultOf(command, rowCount ?? 0, rows ?? []);
    }
    return this.#client.query(new Exchange(this.#options)).runAlone(query);
  }

  async begin({ accessMode, isolationLevel }: TransactionSettings): Promise<void> {
    if (isolationLevel !== undefined || accessMode === undefined) {
      const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
      await this.#client.query(`begin${level}`);
      return;
    }
    this.#exchange = this.#client.query(new Exchange(this.#options));
    this.#reads = accessMode === 'read only';
    if (!this.#reads) this.#exchange.announce('begin');
  }

  async commit(): Promise<void> {
    const exchange = this.#exchange;
    if (exchange === null) {
      const { command } = await this.#client.query('commit');
      if (command === 'ROLLBACK') throw new Error('the transaction had been aborted and was rolled back');
      return;
    }
    if (this.#reads) exchange.finish();
    else await exchange.commit();
    this.#exchange = null;
  }

  async rollback(): Promise<void> {
    const exchange = this.#exchange;
    this.#exchange = null;
    exchange?.end();
    // After an error of the database's or of the connection's it is asked all the same: whether it answers yet.
    if (exchange !== null && this.#reads && !exchange.failed) return;
    try {
      await this.#client.query('rollback');
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  // biome-ignore lint/correctness/useYield: nothing is read through a cursor here
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are not streamed from PostgreSQL');
  }
}

function driverOf(pool: pg.Pool, options: ExchangeOptions): Driver {
  return {
    init: async () => undefined,
    acquireConnection: async () => new Connection(await pool.connect(), options),
    beginTransaction: (connection, settings) => (connection as Connection).begin(settings),
    commitTransaction: (connection) => (connection as Connection).commit(),
    rollbackTransaction: (connection) => (connection as Connection).rollback(),
    releaseConnection: async (connection) => (connection as Connection).release(),
    destroy: () => pool.end(),
  };
}

/** Kysely's dialect for PostgreSQL over this pool, with a driver of our own. */
export function postgresDialect(pool: pg.Pool, options: ExchangeOptions): Dialect {
  const dialect = new PostgresDialect({ pool });
  return {
    createDriver: () => driverOf(pool, options),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}
