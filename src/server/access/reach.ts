import type { Action, AppAction } from '../../contract/permissions.ts';
import { appActionsIn, namesIn } from './action-set.ts';
import type { AppFacts } from './facts.ts';
import { appActions, type View } from './view.ts';

/** An app on which something may be done. */
export interface Reached {
  readonly app: AppFacts;
  readonly actions: readonly AppAction[];
}

/** All that the actor may do on these apps, in one pass; apps on which that is nothing are left out. */
export function reach(view: View, apps: Iterable<AppFacts>): Reached[] {
  const words = { lo: 0, hi: 0 };
  const reached: Reached[] = [];
  for (const app of apps) {
    appActions(view, app, words);
    if ((words.lo | words.hi) !== 0) reached.push({ app, actions: appActionsIn(words.lo, words.hi) });
  }
  return reached;
}

/** All that the actor may do in the organization itself. */
export const organizationReach = ({ organization, scopes }: View): Action[] =>
  namesIn({ lo: organization.lo & scopes.lo, hi: organization.hi & scopes.hi });
