/** Resolves when the window has drawn and has nothing else to do, after `limitMs` at the latest. jsdom has no idle time. */
export const idle = (limitMs: number): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: limitMs });
    else setTimeout(resolve);
  });
