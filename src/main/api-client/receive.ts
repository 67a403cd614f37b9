import { Failure, failure } from '../lib/failure.ts';
import type { HttpLimits } from './limits.ts';
import { networkProblem } from './network-error.ts';

/**
 * The answer's bytes as they come in, no faster than they are taken: as many as there are, but cut off where nothing
 * comes for too long. Stopping early ends the connection. Throws `Failure`.
 */
export async function* receive(
  response: Response,
  limits: HttpLimits,
  host: string,
  abort: () => void,
): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  let late = false;
  let ended = false;
  try {
    for (;;) {
      const idle = setTimeout(() => {
        late = true;
        abort();
      }, limits.idleMs);
      const part = await reader.read().finally(() => clearTimeout(idle));
      if (part.done) break;
      yield part.value;
    }
    ended = true;
  } catch (error) {
    if (late) throw failure('timeout', 'The file began but did not end in time. Try again.');
    throw error instanceof Failure ? error : networkProblem(error, host, false).failure;
  } finally {
    if (!ended) abort();
  }
}
