import pg from 'pg';
import { Exchange } from '../../src/server/db/exchange.ts';

/** What `work` sends to PostgreSQL in this process, in order: each statement's text and values. */
export async function record(work) {
  const statements = [];
  const { send } = Exchange.prototype;
  const { query } = pg.Client.prototype;
  Exchange.prototype.send = function (text, values, ...rest) {
    statements.push({ text, values });
    return send.call(this, text, values, ...rest);
  };
  pg.Client.prototype.query = function (text, ...rest) {
    if (typeof text === 'string') statements.push({ text, values: [] });
    return query.call(this, text, ...rest);
  };
  try {
    await work();
  } finally {
    Exchange.prototype.send = send;
    pg.Client.prototype.query = query;
  }
  return statements;
}
