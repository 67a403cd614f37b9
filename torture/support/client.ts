import { type AnswerOf, type InputOf, type RouteName, routes } from '../../src/contract/api/index.ts';
import { type Route, routeUrl } from '../../src/contract/route.ts';

/** Calls an operation and answers what it answered. Throws Refused for a refusal, anything else for no answer. */
export interface Client {
  call<N extends RouteName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>>;
}

/** The server answered, and said no. */
export class Refused extends Error {
  readonly http: number;
  constructor(name: string, http: number, body: string) {
    super(`${name} answered ${http}: ${body.slice(0, 300)}`);
    this.http = http;
  }
}

interface Parts {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

/** A client over HTTP. */
export const httpClient = (url: string, token: string | null): Client => ({
  call: async (name, input) => {
    const route: Route = routes[name];
    const { params = {}, query = {}, body } = input as Parts;
    const response = await fetch(url + routeUrl(route, params, query), {
      method: route.method,
      headers: {
        ...(token === null ? {} : { authorization: `Key ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(name, response.status, text);
    return route.answer.parse(JSON.parse(text)) as AnswerOf<typeof name>;
  },
});

/** Registers a person with a password and signs in: answers the token. */
export async function register(url: string, id: string): Promise<string> {
  const nobody = httpClient(url, null);
  const [primary_email, password] = [`${id}@torture.example`, 'correct horse battery'];
  await nobody.call('users.create', { body: { user: { id, first_name: 'Tor', primary_email }, password } });
  const { key } = await nobody.call('sessions.create', { body: { email: primary_email, password } });
  if (key === undefined) throw new Error('the sign-in gave no token');
  return key.id;
}
