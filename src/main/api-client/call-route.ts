import { type AnswerOf, type InputOf, type RouteName, routes } from '../../contract/api/index.ts';
import type { Http } from './http.ts';
import { type GivenInput, parseInput } from './input.ts';

interface Target {
  readonly origin: string;
  readonly token?: string;
}

/** One typed call that main makes for itself: signing in and out. Throws `Failure`. */
export async function callRoute<N extends RouteName>(
  http: Http,
  { origin, token }: Target,
  name: N,
  input: InputOf<N>,
): Promise<AnswerOf<N>> {
  const route = routes[name];
  const answer = await http.send({ origin, token, route, input: parseInput(route, input as GivenInput) });
  return answer.data as AnswerOf<N>;
}
