/** The middle of numbers, and how far the middle half of them spreads around it: in the numbers' own unit. */
export function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  const value = sorted.length % 2 === 1 ? at(0.5) : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  return { value, spread: at(0.75) - at(0.25), runs: sorted.length };
}

/** The value below which this part of the values lies: 0.95 for the 95th percentile. */
export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

/**
 * Runs contestants in turn, each as often as `runs` says, so that what the machine does meanwhile meets all of them
 * alike. Each answers a number, or numbers by name. Answers the middle of each. The first round warms up.
 */
export async function interleave(runs, contestants) {
  const found = new Map();
  const add = (name, value) => found.set(name, [...(found.get(name) ?? []), value]);
  for (let round = 0; round <= runs; round++)
    for (const [name, run] of Object.entries(contestants)) {
      const result = await run(round);
      if (round === 0) continue;
      for (const [part, value] of Object.entries(typeof result === 'number' ? { '': result } : result))
        add(part === '' ? name : `${name}.${part}`, value);
    }
  return Object.fromEntries([...found].map(([name, values]) => [name, middle(values)]));
}

/** Milliseconds that `work` takes. */
export async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
