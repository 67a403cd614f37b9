import { starsRemove } from '../../../contract/api/stars.ts';
import { handle } from '../../http/operation.ts';
import { inOrder, type Star, starOf, targetsOf } from './target.ts';

/** Takes stars back; one that is not there is no failure. What can no longer be seen can still lose its star. */
export const removeStars = handle(starsRemove, async ({ params, body, db, audit, nothingToAudit }) => {
  const removed: Star[] = [];
  for (const star of inOrder(body.targets.map(starOf))) {
    const row = await db
      .deleteFrom('stars')
      .where('starrer_id', '=', params.user_id)
      .where('kind', '=', star.kind)
      .where('owner_id', '=', star.owner_id)
      .where('app_id', '=', star.app_id)
      .where('item_id', '=', star.item_id)
      .returning('kind')
      .executeTakeFirst();
    if (row !== undefined) removed.push(star);
  }
  if (removed.length === 0) nothingToAudit('none had a star');
  else audit({ event: 'STAR_REMOVE', owner_id: params.user_id, targets: targetsOf(removed) });
  return {};
});
