import type { AnswerOf, InputOf, RouteName } from '../api/index.ts';

/** One typed call of the API, however it is carried. Rejects where it fails. */
export type CallRoute = <N extends RouteName>(name: N, input: InputOf<N>) => Promise<AnswerOf<N>>;

export interface PageQuery {
  readonly per_page: number;
  readonly cursor?: string;
}

/** A whole list, page by page. */
export async function readAll<A extends { readonly next_cursor?: string | undefined }, T>(
  read: (query: PageQuery) => Promise<A>,
  pick: (answer: A) => readonly T[],
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await read({ per_page: 1000, ...(cursor !== undefined && { cursor }) });
    items.push(...pick(answer));
    cursor = answer.next_cursor;
  } while (cursor !== undefined);
  return items;
}
