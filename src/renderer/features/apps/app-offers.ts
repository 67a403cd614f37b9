import type { App } from '../../../contract/api/apps.ts';
import type { AppAction } from '../../../contract/permissions.ts';
import { actionWords } from '../access/action-words.ts';

/** Why something cannot be done with an app now; undefined when it can. */
export function appReason(app: Pick<App, 'abilities'>, action: AppAction, blocked: string | undefined) {
  if (blocked !== undefined) return blocked;
  if (app.abilities[action] === true) return undefined;
  return `You may not ${actionWords(action)}. Whoever administers the app can let you.`;
}
