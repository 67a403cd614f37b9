import { randomUUID } from 'node:crypto';
import { type AnswerOf, type InputOf, type RouteName, routes } from '../../src/contract/api/index.ts';
import { routeUrl } from '../../src/contract/route.ts';

/** The API as a script would use it, to arrange what a journey then finds. */
export interface ApiClient {
  call<N extends RouteName>(route: N, input: InputOf<N>): Promise<AnswerOf<N>>;
  /** The same API as the person who has this token. */
  as(token: string): ApiClient;
}

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

export function apiClient(url: string, token?: string): ApiClient {
  return {
    as: (other) => apiClient(url, other),
    async call(name, input) {
      const route = routes[name];
      const { params = {}, query = {}, body } = input as Parts;
      const hasBody = route.method !== 'GET';
      const response = await fetch(url + routeUrl(route, params, query), {
        method: route.method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Key ${token}` }),
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
          ...(route.method === 'POST' && !route.reads ? { 'idempotency-key': randomUUID() } : {}),
        },
        ...(hasBody ? { body: JSON.stringify(body ?? {}) } : {}),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${name}: ${response.status} ${JSON.stringify(answer)}`);
      return route.answer.parse(answer) as never;
    },
  };
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly api: ApiClient;
}

/** Registers a person and signs them in. */
export async function registerPerson(api: ApiClient, id: string, names: { first: string; last: string }) {
  const email = `${id}@example.com`;
  const password = `a long password of ${id}`;
  const user = { id, first_name: names.first, last_name: names.last, primary_email: email };
  await api.call('users.create', { body: { user, password } });
  const { key } = await api.call('sessions.create', { body: { email, password } });
  if (key === undefined) throw new Error('The sign-in gave no key.');
  const person: Person = { id, email, password, token: key.id, api: api.as(key.id) };
  return person;
}
