import type { StatusName } from '../../contract/errors.ts';
import type { Route, RouteAnswer, RouteRequest } from '../../contract/route.ts';
import type { AppAccess } from '../access/app-access.ts';
import type { Membership } from '../access/membership.ts';
import type { HeadWriter } from '../audit/heads/writer.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { Db, Tx } from '../db/tables.ts';
import type { Settings } from '../settings.ts';
import type { Caller } from './authenticate.ts';

/** Where a request came from, for the audit log. */
export interface Origin {
  readonly req_id: string;
  readonly source_ip: string;
}

/** What a handler works with: the parsed request, who asks, and the transaction in which it acts. */
export interface Call<R extends Route, Prepared = undefined> extends RouteRequest<R> {
  /** The transaction, in its scope; one that can only read for a route that reads. */
  readonly db: Db;
  /** The caller; a placeholder without rights where the route needs no key. */
  readonly caller: Caller;
  /** The caller's place in the organization of the path, already authorized; null where there is none. */
  readonly membership: Membership | null;
  /** The app of the path with what the caller may do with it, for routes whose access is for an app. */
  readonly app: AppAccess | null;
  readonly origin: Origin;
  readonly settings: Settings;
  readonly prepared: Prepared;
  /** A later transaction that sees what this one sees: for pages of a download that are read while it is sent. */
  later<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Where the heads of the audit logs are kept, if they are. */
  readonly heads: HeadWriter | null;
  /** Notes an entry of the audit log: it is written in this transaction, or the change is not made. */
  audit(event: AuditEvent): void;
  /** Says that this call changed nothing that belongs into the audit log, and why. */
  nothingToAudit(reason: string): void;
}

/** An answer with another status than `ok`. */
export class AnswerWithStatus<T> {
  readonly status: StatusName;
  readonly answer: T;
  constructor(status: StatusName, answer: T) {
    this.status = status;
    this.answer = answer;
  }
}

/**
 * What a download holds: chunks that are made while they are sent, no faster than the client takes them; or a file that is
 * made whole once the transaction is over, so that what takes long holds no connection and can still be refused.
 */
export type DownloadContent = AsyncIterable<string | Uint8Array> | (() => Promise<string | Uint8Array>);

/** A file instead of JSON. */
export class Download {
  readonly filename: string;
  readonly content_type: string;
  readonly content: DownloadContent;
  constructor(filename: string, content_type: string, content: DownloadContent) {
    this.filename = filename;
    this.content_type = content_type;
    this.content = content;
  }
}

export type Handler<R extends Route, Prepared> = (
  call: Call<R, Prepared>,
) => Promise<RouteAnswer<R> | AnswerWithStatus<RouteAnswer<R>>>;

/** One operation of the API with the function that carries it out. */
export interface Operation {
  readonly route: Route;
  readonly deletedToo: boolean;
  /** The organizations that it changes, where there is more than the path's. */
  readonly locks: ((request: RouteRequest<Route>) => readonly string[]) | null;
  readonly prepare: ((call: PrepareCall<Route>) => Promise<unknown>) | null;
  readonly handler: (call: Call<Route, unknown>) => Promise<unknown>;
}

/** How `prepare` asks the database: it must not hold a transaction while it works. */
export interface LookUps {
  /** Sees what is the caller's own. */
  read<T>(work: (trx: Tx) => Promise<T>): Promise<T>;
  /** Sees everything: for somebody who is not known yet. */
  readAsSystem<T>(work: (trx: Tx) => Promise<T>): Promise<T>;
}

type PrepareCall<R extends Route> = RouteRequest<R> &
  LookUps & {
    readonly caller: Caller;
    readonly origin: Origin;
  };

/** Joins a route of the contract with its handler; the compiler checks one against the other. */
export const handle = <R extends Route>(route: R, handler: Handler<R, undefined>): Operation => ({
  route,
  deletedToo: false,
  locks: null,
  prepare: null,
  handler: handler as unknown as Operation['handler'],
});

/** Like `handle`, for a route that answers a file. */
export const handleDownload = <R extends Route>(
  route: R,
  handler: (call: Call<R, undefined>) => Promise<Download>,
): Operation => handle(route, handler as unknown as Handler<R, undefined>);

/** Like `handle`, for an organization that may be deleted (and not yet gone). */
export const handleDeletedToo = <R extends Route>(route: R, handler: Handler<R, undefined>): Operation => ({
  ...handle(route, handler),
  deletedToo: true,
});

/** Like `handle`, for a change to several organizations: all are locked first, in the order of their ids. */
export const handleLocking = <R extends Route>(
  route: R,
  locks: (request: RouteRequest<R>) => readonly string[],
  handler: Handler<R, undefined>,
): Operation => ({ ...handle(route, handler), locks: locks as unknown as Operation['locks'] });

/**
 * Like `handle`, with slow work that needs no transaction, such as hashing a password, done before one is opened.
 * Its result is the handler's `prepared`.
 */
export const handlePrepared = <R extends Route, Prepared>(
  route: R,
  prepare: (call: PrepareCall<R>) => Promise<Prepared>,
  handler: Handler<R, Prepared>,
): Operation => ({
  ...handle(route, handler as unknown as Handler<R, undefined>),
  prepare: prepare as unknown as Operation['prepare'],
});
