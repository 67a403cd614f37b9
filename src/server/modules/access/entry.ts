import type { Denial, Grant } from '../../../contract/access.ts';
import { APP_ACTION_NAMES } from '../../../contract/permissions.ts';
import { decide } from '../../access/decide.ts';
import type { Actor, AppFacts } from '../../access/facts.ts';

/** What is said about one person and one app, before names are known. */
export interface Standing {
  readonly actor: Actor;
  readonly app: AppFacts;
}

/** Every grant that gives something on the app, and every rule that takes something away. */
export function reasons({ actor, app }: Standing): { grants: Grant[]; denials: Denial[] } {
  const grants = new Map<string, Grant>();
  const denials = new Map<string, Denial>();
  for (const action of APP_ACTION_NAMES) {
    const decision = decide(actor, action, app);
    for (const grant of decision.grants) grants.set(JSON.stringify(grant), grant);
    for (const denial of decision.denials) denials.set(JSON.stringify(denial), denial);
  }
  return { grants: [...grants.values()], denials: [...denials.values()] };
}
