import { onTestFinished, vi } from 'vitest';

/** Stops this process's clock until the test ends: limits per minute and waits of seconds then hold on a busy machine too. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
}
