import type { App } from '../../../contract/api/apps.ts';
import { CONTENT_RIGHTS, type ContentKind, contentKinds } from '../../../contract/api/content.ts';
import { useCommand, useInvalidate, useRoute } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { contentRouteName } from './use-content.ts';

/** The API counts nothing: one page tells how many there are, or that there are more. */
const COUNTED = 1000;
const NOUNS: Readonly<Record<ContentKind, readonly [one: string, many: string]>> = {
  models: ['model', 'models'],
  workflows: ['workflow', 'workflows'],
  datasets: ['dataset', 'datasets'],
  inputs: ['input', 'inputs'],
  modules: ['module', 'modules'],
};

function useCount(app: App, kind: ContentKind): string | undefined {
  const enabled = app.abilities[CONTENT_RIGHTS[kind].view] === true;
  const input = { params: { user_id: app.user_id, app_id: app.id }, query: { per_page: COUNTED } };
  const { data } = useRoute(contentRouteName(kind) as 'models.list', input, { enabled });
  const items = (data as Partial<Record<ContentKind, readonly unknown[]>> | undefined)?.[kind];
  if (items === undefined || items.length === 0) return undefined;
  const more = data?.next_cursor !== undefined;
  const [one, many] = NOUNS[kind];
  return `${more ? 'more than ' : ''}${formatNumber(items.length)} ${items.length === 1 ? one : many}`;
}

/** What is in an app, in numbers: "4 models, 3 datasets and more than 1,000 inputs". */
function useContentText(app: App): string {
  const [models, workflows, datasets, inputs, modules] = contentKinds;
  const counts = [
    useCount(app, models),
    useCount(app, workflows),
    useCount(app, datasets),
    useCount(app, inputs),
    useCount(app, modules),
  ].filter((count) => count !== undefined);
  if (counts.length === 0) return 'nothing in it that you can see';
  return counts.length === 1 ? (counts[0] ?? '') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`;
}

interface DeleteAppDialogProps {
  readonly app: App;
  /** The organization that owns it, where one acts in it. */
  readonly org: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks, with the id typed, before an app is deleted with all that is in it. */
export function DeleteAppDialog({ app, org, onClose, onDone }: DeleteAppDialogProps) {
  const { run, error } = useCommand('app.delete');
  const invalidate = useInvalidate();
  const content = useContentText(app);
  const remove = async () => {
    await run({ params: { user_id: app.user_id, app_id: app.id } });
    void invalidate(app.user_id, 'apps.list', 'teams.list', 'team_apps.list', 'starred.list', 'organizations.home');
    toast.success(`Deleted app ${app.name}.`);
    onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`Delete ${app.name}?`}
      consequences={[
        `Deletes ${content}.`,
        'Teams, collaborators and whoever sees it lose it, at once.',
        'A deleted app cannot be restored.',
      ]}
      typeToConfirm={app.id}
      confirmLabel="Delete app"
      onConfirm={remove}
      error={error}
    >
      {org !== null && <WhatIf org={org} changes={[{ type: 'delete_app', app_id: app.id }]} />}
    </ConfirmDialog>
  );
}
