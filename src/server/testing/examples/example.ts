import type { InputOf, RouteName } from '../../../contract/api/index.ts';
import type { TestPerson } from '../people.ts';

/** An organization with something of everything, so that each operation finds what it works on. */
export interface Scene {
  readonly org_id: string;
  readonly admin: TestPerson;
  readonly second: TestPerson;
  readonly colleague: TestPerson;
  readonly invitee: TestPerson;
  /** No member; collaborates on the organization's app `app`, reading. */
  readonly outsider: TestPerson;
  readonly invitation_id: string;
  /** An organization of the admin's that is deleted and can be restored. */
  readonly deleted_id: string;
  /** A word that nobody has used. */
  fresh(): string;
}

export type ExampleRole = 'nobody' | 'admin' | 'colleague' | 'invitee';

export interface Example<N extends RouteName> {
  readonly as: ExampleRole;
  input(scene: Scene): InputOf<N>;
}

/** Examples for some operations. */
export type Examples<Prefix extends string> = {
  readonly [N in Extract<RouteName, `${Prefix}.${string}`>]: Example<N>;
};

export const me = { user_id: 'me' };
export const org = ({ org_id }: Scene) => ({ params: { org_id } });
/** The organization's app `app`, which holds an `item` of each kind of content. */
export const inApp = ({ org_id }: Scene) => ({ params: { user_id: org_id, app_id: 'app' } });
export const owned = ({ org_id }: Scene) => ({ params: { user_id: org_id } });
export const mail = (scene: Scene) => `${scene.fresh()}@examples.example`;
