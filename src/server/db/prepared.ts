import pg from 'pg';

/** So many statements at most are kept prepared on each connection: more than the server's operations have. */
export const MOST_PREPARED = 400;

/** Names for the statements that come again, from their second time on; undefined for one that is sent as it is. */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const once = new Set<string>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size === MOST_PREPARED) return name;
    if (!once.delete(text)) {
      if (once.size === MOST_PREPARED) once.clear();
      once.add(text);
      return undefined;
    }
    const made = `steward_${names.size}`;
    names.set(text, made);
    return made;
  };
}

/**
 * A client for a pool, which has the database parse and plan each statement once for a connection and not once for a
 * request: to plan who somebody is takes it four times as long as to answer. The names are the whole pool's.
 */
export function preparingClient(): typeof pg.Client {
  const nameOf = statementNames();
  return class extends pg.Client {
    // pg says in its types each form of a query; the one that a dialect uses is a text with its values.
    override query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
      const send = super.query as (...args: unknown[]) => unknown;
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined
        ? send.call(this, text, values, ...rest)
        : send.call(this, { name, text, values }, ...rest);
    }) as pg.Client['query'];
  };
}
