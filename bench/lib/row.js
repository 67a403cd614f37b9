/** `at most 2×` of the peer, or of a number of one's own. */
export const atMost = (value, of = 'ratio') => ({
  text: `≤ ${value}${of === 'ratio' ? '×' : ` ${of}`}`,
  holds: (x) => x <= value,
  of,
});

/** `at least 0.8×` of the peer, or of a number of one's own. */
export const atLeast = (value, of = 'ratio') => ({
  text: `≥ ${value}${of === 'ratio' ? '×' : ` ${of}`}`,
  holds: (x) => x >= value,
  of,
});

const rounded = (value) => (value === null ? null : Number(value.toPrecision(4)));

/**
 * One line of the table. `ours` and the peer's value are middles of several runs, as `middle` gives them, or plain
 * numbers where there is nothing to repeat, such as bytes.
 */
export function row(name, metric, ours, against, goal) {
  const own = typeof ours === 'number' ? { value: ours, spread: 0 } : ours;
  const peer =
    against === null ? null : typeof against.value === 'number' ? { value: against.value, spread: 0 } : against.value;
  const ratio = peer === null ? null : own.value / peer.value;
  return {
    name,
    metric,
    ours: rounded(own.value),
    ours_spread: rounded(own.spread),
    against: peer === null ? null : { name: against.name, value: rounded(peer.value), spread: rounded(peer.spread) },
    ratio: rounded(ratio),
    goal: goal.text,
    met: goal.holds(goal.of === 'ratio' ? ratio : own.value),
  };
}

/** A line that could not be measured here, with the reason: it never counts as met. */
export const missing = (name, metric, goal, reason) => ({
  name,
  metric,
  ours: null,
  ours_spread: null,
  against: null,
  ratio: null,
  goal: goal.text,
  met: false,
  problem: reason,
});
