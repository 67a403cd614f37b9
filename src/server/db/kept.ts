import type { CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './tables.ts';

type Build<Values extends readonly unknown[], Row> = (db: Db, ...values: Values) => CompiledQuery<Row>;

/**
 * A query that every request asks, with its text kept: Kysely builds a tree and writes it out once and not each time, which
 * takes longer than the answer is read. What differs from one time to the next are its values, which `build` puts in as
 * parameters and looks at no further. Where a plugin changes what is sent, it is built anew each time.
 */
export function kept<Values extends readonly unknown[], Row>(build: Build<Values, Row>) {
  let known: { readonly query: CompiledQuery<Row>; readonly places: readonly (number | null)[] } | undefined;
  return (db: Db, ...values: Values): Promise<QueryResult<Row>> => {
    if (db.getExecutor().plugins.length > 0) return db.executeQuery(build(db, ...values));
    known ??= withPlaces(
      values.map((_, at) => `\0${at}`),
      (markers) => build(db, ...(markers as unknown as Values)),
    );
    const { query, places } = known;
    const parameters = query.parameters.map((fixed, at) => {
      const place = places[at] ?? null;
      return place === null ? fixed : values[place];
    });
    return db.executeQuery({ ...query, parameters });
  };
}

/** A query with, for each of its parameters, which of the values stands there; null for one that is always the same. */
function withPlaces<Row>(markers: readonly string[], build: (markers: readonly string[]) => CompiledQuery<Row>) {
  const query = build(markers);
  const places = query.parameters.map((parameter) => {
    const at = markers.indexOf(parameter as string);
    return at === -1 ? null : at;
  });
  return { query, places };
}
