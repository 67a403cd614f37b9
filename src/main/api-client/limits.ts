/** How long and how much we wait for and take in. */
export interface HttpLimits {
  /** Until the answer begins. */
  readonly answerMs: number;
  /** Between two parts of the answer. */
  readonly idleMs: number;
  /** For the whole answer. */
  readonly wholeMs: number;
  readonly maxBytes: number;
  /** Before the one repetition of a call that is safe to repeat. */
  readonly retryMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  answerMs: 15_000,
  idleMs: 15_000,
  wholeMs: 60_000,
  maxBytes: 32 * 1024 * 1024,
  retryMs: 200,
};
