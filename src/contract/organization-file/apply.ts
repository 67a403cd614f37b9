import type { AppError } from '../errors.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { CallRoute } from './read-all.ts';

/** `conflict`: somebody else changed the record, and nothing of it was overwritten. `waiting`: not reached. */
export type StepOutcome = 'done' | 'conflict' | 'failed' | 'waiting';

export interface StepResult {
  readonly step: PlanStep;
  readonly outcome: StepOutcome;
  /** Why, where it was not done. */
  readonly error: AppError | null;
}

interface ApplyOptions {
  readonly plan: Plan;
  /** Those of its steps that somebody chose. */
  readonly steps: readonly PlanStep[];
  readonly call: CallRoute;
  /** Turns what `call` rejects with into an error. */
  readonly toError: (thrown: unknown) => AppError;
  readonly onProgress?: (results: readonly StepResult[]) => void;
  /** Asked before each step: true ends it there. */
  readonly stopped?: () => boolean;
}

/** What says that the record is not as it was when the plan was made: changed, taken meanwhile, or gone. */
const CONFLICTS = new Set<AppError['name']>(['precondition_failed', 'duplicate', 'not_found']);

interface Versioned {
  readonly modified_at?: string | null;
}
interface Answer extends Versioned {
  readonly team?: Versioned;
  readonly teams?: readonly Versioned[];
  readonly silos?: readonly Versioned[];
  readonly app?: Versioned;
  readonly organization?: Versioned;
}

/** The version that the record has from now on, as the answer to its change says. */
const versionIn = ({ team, teams, silos, app, organization, modified_at }: Answer): string | undefined =>
  (team ?? teams?.[0] ?? silos?.[0] ?? app ?? organization ?? { modified_at }).modified_at ?? undefined;

/** Those of the steps whose needs are chosen too; the others cannot be done without them. */
export function withoutMissingNeeds(plan: Plan, chosen: readonly PlanStep[]): readonly PlanStep[] {
  const all = new Set(plan.steps.map(({ id }) => id));
  let left = chosen;
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const next = left.filter(({ needs }) => needs.every((need) => ids.has(need) || !all.has(need)));
    if (next.length === left.length) return left;
    left = next;
  }
}

/**
 * Carries a plan out, step by step, each only if its record still is what was compared. The first that is not done ends
 * it: what was done stays done, and comparing again shows what is left.
 */
export async function applyPlan({ plan, steps, call, toError, onProgress, stopped }: ApplyOptions) {
  const versions = new Map(plan.versions);
  // A planned call's input is of its own route; over all routes at once the compiler cannot follow that.
  const send = call as (name: PlanStep['call']['route'], input: object) => Promise<Answer>;
  let results = steps.map((step): StepResult => ({ step, outcome: 'waiting', error: null }));
  const tell = (index: number, outcome: StepOutcome, error: AppError | null) => {
    results = results.map((result, place) => (place === index ? { ...result, outcome, error } : result));
    onProgress?.(results);
  };
  for (const [index, step] of steps.entries()) {
    if (stopped?.()) break;
    const if_match = step.kind === 'create' ? undefined : versions.get(step.subject);
    try {
      const input = { ...step.call.input, ...(if_match !== undefined && { if_match }) };
      const answer = await send(step.call.route, input);
      const version = versionIn(answer);
      if (version !== undefined) versions.set(step.subject, version);
      tell(index, 'done', null);
    } catch (thrown) {
      const error = toError(thrown);
      tell(index, CONFLICTS.has(error.name) ? 'conflict' : 'failed', error);
      break;
    }
  }
  return results;
}
