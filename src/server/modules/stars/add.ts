import { starsAdd } from '../../../contract/api/stars.ts';
import { handle } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { findVisible, inOrder, keyOfStar, starOf, targetsOf } from './target.ts';

/** Gives stars, all or none, to what the caller can see; a star that is there stays. A trigger counts them. */
export const addStars = handle(starsAdd, async ({ params, body, db, caller, audit, nothingToAudit }) => {
  const wanted = body.targets.map(starOf);
  const visible = await findVisible(db, caller, wanted);
  const details = wanted.flatMap((star, index) =>
    visible.has(keyOfStar(star))
      ? []
      : [{ field: `body.targets.${index}`, message: `The ${star.kind} ${star.item_id || star.app_id} does not exist` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
  const added = await db
    .insertInto('stars')
    .values(inOrder(wanted).map((star) => ({ ...star, starrer_id: params.user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['kind', 'owner_id', 'app_id', 'item_id'])
    .execute();
  if (added.length === 0) nothingToAudit('all have the star already');
  else audit({ event: 'STAR_ADD', owner_id: params.user_id, targets: targetsOf(added) });
  return {};
});
