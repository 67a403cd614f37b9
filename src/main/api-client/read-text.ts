import { failure } from '../lib/failure.ts';
import type { HttpLimits } from './limits.ts';

/**
 * The answer's text, read as it comes in: an endless, a dripping or a huge answer is cut instead of kept in memory.
 * `abort` ends the connection. Throws `Failure` bad_answer (too large) or timeout, or what the connection throws.
 */
export async function readText(response: Response, limits: HttpLimits, abort: () => void): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let late = false;
  const expire = () => {
    late = true;
    abort();
  };
  const whole = setTimeout(expire, limits.wholeMs);
  let idle = setTimeout(expire, limits.idleMs);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(idle);
      idle = setTimeout(expire, limits.idleMs);
      bytes += part.value.byteLength;
      if (bytes > limits.maxBytes) {
        abort();
        throw failure(
          'bad_answer',
          `The answer is larger than ${Math.round(limits.maxBytes / 1024 / 1024)} MB and was cut off.`,
        );
      }
      chunks.push(part.value);
    }
  } catch (error) {
    if (late) throw failure('timeout', 'The answer began but did not end in time. Try again.');
    throw error;
  } finally {
    clearTimeout(whole);
    clearTimeout(idle);
  }
  return Buffer.concat(chunks).toString('utf8');
}
