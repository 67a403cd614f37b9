import type { App } from '../../../contract/api/apps.ts';
import type { ContentItem, ContentKind } from '../../../contract/api/content.ts';
import type { InputOf, RouteName } from '../../../contract/api/index.ts';
import type { AllPagesView } from '../../lib/all-pages.ts';
import { type RouteOptions, useAllPages, useCommand } from '../../lib/api.ts';

type Owned = Pick<App, 'user_id' | 'id'>;
type Answer = Partial<Record<ContentKind, readonly ContentItem[]>>;

const NONE: readonly ContentItem[] = [];

/** The five kinds have the same operations, each under its own name: to the types they are one. */
const listRoute = (kind: ContentKind) => `${kind}.list` as 'models.list';

const contentInput = ({ user_id, id }: Owned) => ({ params: { user_id, app_id: id } });

/** Everything of one kind in an app. */
export function useContent(app: Owned, kind: ContentKind, enabled = true): AllPagesView<ContentItem> {
  const options: RouteOptions = { enabled };
  return useAllPages(listRoute(kind), contentInput(app), (answer: Answer) => answer[kind] ?? NONE, options);
}

export interface ContentChange {
  readonly id: string;
  readonly name?: string;
  readonly description: string;
  readonly type: string;
  /** Left out where it stays: changing it needs a right of its own. */
  readonly visibility?: { gettable: 10 | 30 | 50 };
}

/** Creating, changing and deleting in an app, of one kind. */
export function useContentCommands(app: Owned, kind: ContentKind) {
  const create = useCommand(`${kind}.create` as 'models.create').run;
  const update = useCommand(`${kind}.update` as 'models.update').run;
  const remove = useCommand(`${kind}.delete` as 'models.delete').run;
  const { params } = contentInput(app);
  const body = (items: readonly ContentChange[]) => ({ [kind]: items }) as never;
  return {
    create: (items: readonly ContentChange[]) => create({ params, body: body(items) }),
    update: (items: readonly ContentChange[]) => update({ params, body: body(items) }),
    remove: (ids: readonly string[]) => remove({ params, body: { ids: [...ids] } } as InputOf<'models.delete'>),
  };
}

export const contentRouteName = (kind: ContentKind): RouteName => listRoute(kind);
