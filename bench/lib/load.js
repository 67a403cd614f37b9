import autocannon from 'autocannon';

export const CONNECTIONS = 16;

/**
 * Requests a second over 16 connections, for so many seconds. Throws where any answer is not a success: a fast refusal
 * is no result.
 */
export async function throughput(url, headers, seconds, more = {}) {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds, ...more });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} answers that are no success`);
  return result['2xx'] / result.duration;
}
