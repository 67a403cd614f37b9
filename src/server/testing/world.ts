import type { FastifyInstance } from 'fastify';
import { type KyselyPlugin, type RawBuilder, sql } from 'kysely';
import pino from 'pino';
import { type AnswerOf, type InputOf, type RouteName, routes } from '../../contract/api/index.ts';
import { type Status, status } from '../../contract/errors.ts';
import { type Route, routeUrl } from '../../contract/route.ts';
import { buildApp } from '../app.ts';
import { type HeadWriter, openHeadWriter } from '../audit/heads/writer.ts';
import { createRefusals } from '../audit/refusals.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Db } from '../db/tables.ts';
import { type Activity, trackActivity } from '../http/activity.ts';
import { statusOf } from '../http/error-handler.ts';
import type { Deps } from '../http/perform.ts';
import type { Settings } from '../settings.ts';

/** Somebody with a token; or a token alone, or nobody. */
export type Who = { readonly token: string } | null;

export interface Reply {
  readonly http: number;
  readonly status: Status;
  /** Which fields the refusal names. */
  readonly fields: readonly string[];
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The answer as it came: a download's file. */
  readonly text: string;
}

interface Parts {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly if_match?: string;
}

/** A line of the server's log as a sentence. */
function shorten(line: string): string {
  const { msg, err } = JSON.parse(line) as { msg: string; err?: { message: string; stack: string } };
  return `${msg}: ${err?.stack ?? ''}`;
}

/** A download has no status: it stands here as the answer that a JSON route would give. */
const asAnswer = (response: { headers: Record<string, unknown> }) => ({
  status: statusOf('ok', String(response.headers['x-request-id'])),
});

const OPEN: Settings = { registration: 'open', mail: false, docs: true };

/** One server application on a database of its own. Opened before and closed after the tests that share it. */
export class World {
  /** What the server logged as an error: a test that expects none fails when there is one. */
  readonly errors: string[] = [];
  #opened: OpenDatabase | null = null;
  #app: FastifyInstance | null = null;
  #activity: Activity | null = null;
  #deps: Deps | null = null;
  #heads: HeadWriter | null = null;
  #count = 0;

  get db(): Db {
    if (this.#opened === null) throw new Error('the world is not open yet');
    return this.#opened.db;
  }
  get app(): FastifyInstance {
    if (this.#app === null) throw new Error('the world is not open yet');
    return this.#app;
  }
  get deps(): Deps {
    if (this.#deps === null) throw new Error('the world is not open yet');
    return this.#deps;
  }

  /** With a plugin for what the server asks of the database; what the tests ask themselves passes by it. */
  async open(opened: OpenDatabase, settings: Partial<Settings> = {}, plugin?: KyselyPlugin): Promise<void> {
    this.#opened = opened;
    const log = pino({ level: 'error' }, { write: (line: string) => this.errors.push(shorten(line)) });
    this.#activity = trackActivity(opened.db, log);
    const db = plugin === undefined ? opened.db : opened.db.withPlugin(plugin);
    this.#deps = {
      db,
      log,
      settings: { ...OPEN, ...settings },
      activity: this.#activity,
      heads: null,
      refusals: createRefusals(),
    };
    this.#app = await buildApp(this.#deps, '0.0.0-test');
    await this.#app.ready();
  }

  /** Starts the application anew with the heads of its logs kept in a folder; answers how to write them at once. */
  async keepHeads(folder: string): Promise<HeadWriter> {
    await this.#app?.close();
    await this.#heads?.stop();
    this.#heads = await openHeadWriter(this.db, this.deps.log, folder);
    this.#deps = { ...this.deps, heads: this.#heads };
    this.#app = await buildApp(this.#deps, '0.0.0-test');
    await this.#app.ready();
    return this.#heads;
  }

  async close(): Promise<void> {
    await this.#app?.close();
    await this.#deps?.refusals.settle();
    await this.#heads?.stop();
    await this.#activity?.stop();
    await this.#opened?.close();
  }

  /** A word that nobody has used in this world. */
  unique(prefix: string): string {
    this.#count += 1;
    return `${prefix}-${this.#count}`;
  }

  /** Sends a request to the application as it is and checks the shape that every answer has. */
  async send(method: string, url: string, who: Who, body?: unknown, headers: Record<string, string> = {}) {
    const response = await this.app.inject({
      method: method as 'GET',
      url,
      headers: { ...(who === null ? {} : { authorization: `Key ${who.token}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const file = 'content-disposition' in response.headers;
    const parsed = (file ? asAnswer(response) : JSON.parse(response.body)) as Record<string, unknown>;
    const outcome = status.parse(parsed.status);
    if (outcome.req_id !== response.headers['x-request-id']) throw new Error('req_id is not the x-request-id');
    const fields = (outcome.details ?? []).map((detail) => detail.field);
    return {
      http: response.statusCode,
      status: outcome,
      fields,
      body: parsed,
      headers: response.headers,
      text: response.body,
    };
  }

  /** Calls an operation over HTTP. */
  call<N extends RouteName>(name: N, who: Who, input: InputOf<N>, headers?: Record<string, string>): Promise<Reply> {
    const route: Route = routes[name];
    const { params = {}, query = {}, body, if_match } = input as Parts;
    const condition: Record<string, string> = if_match === undefined ? {} : { 'if-match': `"${if_match}"` };
    return this.send(route.method, routeUrl(route, params, query), who, body, { ...condition, ...headers });
  }

  /** Calls an operation that succeeds, and checks its answer against the contract. */
  async ok<N extends RouteName>(
    name: N,
    who: Who,
    input: InputOf<N>,
    headers?: Record<string, string>,
  ): Promise<AnswerOf<N>> {
    const reply = await this.call(name, who, input, headers);
    if (reply.http >= 300) throw new Error(`${name} answered ${reply.http}: ${JSON.stringify(reply.body)}`);
    return routes[name].answer.parse(reply.body) as AnswerOf<N>;
  }

  /** Calls an operation that is refused, and answers `HTTP/code` with the fields it names. */
  async refusal<N extends RouteName>(name: N, who: Who, input: InputOf<N>): Promise<string> {
    const { http, status: outcome, fields } = await this.call(name, who, input);
    return [`${http}/${outcome.code}`, ...fields].join(' ');
  }

  /** Lets time pass, for everything that asks `steward_now()`, on every connection. */
  letPass = (interval: string): Promise<void> => this.#shiftClock(sql`${interval}::interval`);

  /** Sets the clock to a time, from which it goes on: tests with dates of their own pass whenever they run. */
  setTime = (at: string): Promise<void> =>
    // In seconds: an interval of days has no fixed length where the session's time zone changes its clocks.
    this.#shiftClock(sql`make_interval(secs => extract(epoch from ${at}::timestamptz - steward_now())::float8)`);

  async #shiftClock(by: RawBuilder<unknown>): Promise<void> {
    await sql`create table if not exists testing_clock (shift interval not null)`.execute(this.db);
    await sql`grant select on testing_clock to public`.execute(this.db);
    await sql`insert into testing_clock values (${by})`.execute(this.db);
    await sql`create or replace function steward_now() returns timestamptz language sql stable as $$
      select coalesce(nullif(current_setting('steward.now', true), '')::timestamptz,
        now() + coalesce(nullif(current_setting('steward.clock_offset', true), '')::interval, interval '0')
          + (select sum(shift) from public.testing_clock)) $$`.execute(this.db);
  }

  /** The time by the clock that the server reads. */
  async now(): Promise<string> {
    const [row] = await this.rows(sql<{ at: string }>`select steward_now() as at`);
    if (row === undefined) throw new Error('the database has no clock');
    return row.at;
  }

  /** The rows of a query. */
  async rows<T>(query: RawBuilder<T>): Promise<T[]> {
    return (await query.execute(this.db)).rows;
  }

  /** Writes what is noted, and from now on no last use by itself: for tests that compare answers over time. */
  async holdActivity(): Promise<void> {
    await this.#activity?.stop();
  }

  /** Writes the last uses that are noted and not yet written. */
  async flushActivity(): Promise<void> {
    await this.#activity?.flush();
  }
}
