import pg from 'pg';

/** What `work` sends to PostgreSQL in this process, in order: each statement's text and values. */
export async function record(work) {
  const statements = [];
  const send = pg.Client.prototype.query;
  pg.Client.prototype.query = function (query, values, ...rest) {
    statements.push(
      typeof query === 'string' ? { text: query, values: values ?? [] } : { text: query.text, values: query.values },
    );
    return send.call(this, query, values, ...rest);
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = send;
  }
  return statements;
}
