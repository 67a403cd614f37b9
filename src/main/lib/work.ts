/** Changes that are under way: nothing that ends the app may interrupt them. */
export interface Work {
  /** Runs `act` as one of them. */
  during<T>(act: () => Promise<T>): Promise<T>;
  /** How many are under way. */
  running(): number;
  /** Waits until none is. */
  idle(): Promise<void>;
}

export function createWork(onEnd: () => void = () => undefined): Work {
  let running = 0;
  let waiting: (() => void)[] = [];
  return {
    during: async (act) => {
      running += 1;
      try {
        return await act();
      } finally {
        running -= 1;
        onEnd();
        if (running === 0) {
          const all = waiting;
          waiting = [];
          for (const resolve of all) resolve();
        }
      }
    },
    running: () => running,
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
