import { networkProblem } from '../api-client/network-error.ts';

export interface Tried {
  readonly reached: boolean;
  readonly message: string;
}

const LIMIT_MS = 10_000;

/** Whether a server answers at `url` with this `fetch`. Never throws: what went wrong is the answer. */
export async function tryConnection(fetcher: typeof fetch, url: string, limitMs = LIMIT_MS): Promise<Tried> {
  const { host } = new URL(url);
  const signal = AbortSignal.timeout(limitMs);
  try {
    const response = await fetcher(new URL('/healthz', url), { redirect: 'manual', signal });
    await response.body?.cancel();
    if (response.status === 200) return { reached: true, message: `${host} answers.` };
    return {
      reached: false,
      message: `Something answers at ${host} with ${response.status}, but not as Steward does.`,
    };
  } catch (error) {
    if (signal.aborted) return { reached: false, message: `${host} did not answer in ${limitMs / 1000} seconds.` };
    return { reached: false, message: networkProblem(error, host, false).failure.message };
  }
}
