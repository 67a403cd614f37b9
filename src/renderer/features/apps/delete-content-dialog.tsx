import type { App } from '../../../contract/api/apps.ts';
import type { ContentItem, ContentKind } from '../../../contract/api/content.ts';
import { useInvalidate } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { nameSome } from '../../lib/person-name.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { singular } from './content-words.ts';
import { contentRouteName, useContentCommands } from './use-content.ts';

const rowId = ({ id }: ContentItem) => id;
const rowName = ({ name }: ContentItem) => name;

interface DeleteProps {
  readonly app: App;
  readonly kind: ContentKind;
  readonly items: readonly ContentItem[];
  readonly onClose: () => void;
}

/** Asks before content of an app is deleted; many at once want the app’s id typed. */
export function DeleteContentDialog({ app, kind, items, onClose }: DeleteProps) {
  const { remove } = useContentCommands(app, kind);
  const invalidate = useInvalidate();
  const noun = plural(items.length, singular(kind));
  const { error, confirm } = useConfirmed(async () => {
    await remove(items.map(rowId));
    void invalidate(app.user_id, contentRouteName(kind), 'apps.get');
    toast.success(`Deleted ${noun}.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`Delete ${nameSome(items.map(rowName))}?`}
      consequences={[`Deletes ${noun} from ${app.name} for everybody.`, 'They cannot be restored.']}
      {...(items.length >= 10 && { typeToConfirm: app.id })}
      confirmLabel={`Delete ${noun}`}
      onConfirm={confirm}
      error={error}
    />
  );
}
