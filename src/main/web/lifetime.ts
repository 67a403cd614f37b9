/** Calls `stop` once, with the first signal or, where the launcher holds the other end of it, with standard input. */
export function endWithTerminal(stop: () => Promise<void>, endWithStdin: boolean): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (!endWithStdin) return;
  process.stdin.once('end', end).once('close', end).once('error', end);
  process.stdin.resume();
}
