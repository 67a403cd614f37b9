import type { ContentKind } from '../../../contract/api/content.ts';
import type { AppAbilities, AppAccess } from '../../access/app-access.ts';
import type { Place } from './present.ts';

/** The app of the path, which every route of content has, as the place of one kind of content. */
export function appOf(app: AppAccess | null, kind: ContentKind): Place & { readonly abilities: AppAbilities } {
  if (app === null) throw new Error('a route of content without its app');
  return { owner_id: app.owner_id, app_id: app.id, kind, abilities: app.abilities };
}
