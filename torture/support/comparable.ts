import type { Scene } from '../../src/server/testing/scenes.ts';
import type { Reply } from '../../src/server/testing/world.ts';

/** As long as the id for which it stands, so that even the length of an answer must be the same. */
export const nowhereFor = (id: string): string => 'nowhere-at-all-'.repeat(4).slice(0, id.length);
const NO_INVITATION = '00000000-0000-4000-8000-000000000000';

/** The scene with an organization that has never been, in the place of the real one. */
export const nowhere = (scene: Scene): Scene => ({
  ...scene,
  org_id: nowhereFor(scene.org_id),
  deleted_id: nowhereFor(scene.deleted_id),
  invitation_id: NO_INVITATION,
});

/**
 * An answer with all its headers, without what differs from one time to the next. With a scene, its organizations'
 * ids are made those of nowhere: what is answered about them must not tell that they are there.
 */
export function comparable(reply: Reply, scene?: Scene): string {
  const { date: _, ...headers } = reply.headers;
  let text = JSON.stringify([reply.http, reply.body, headers])
    .replaceAll(reply.status.req_id, 'REQUEST')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/fresh-\d+/g, 'FRESH');
  if (scene === undefined) return text;
  for (const id of [scene.org_id, scene.deleted_id]) text = text.replaceAll(id, nowhereFor(id));
  return text.replaceAll(scene.invitation_id, NO_INVITATION);
}

/** All that an answer shows. */
export const whole = (reply: Reply): string => JSON.stringify([reply.body, reply.headers]);

/** The code of an answer, with the fields that it names. */
export const outcome = ({ http, status, fields }: Reply): string => [http, status.code, ...fields].join(' ');
