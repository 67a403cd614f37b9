import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { toAppError } from '../../lib/bridge.ts';
import { useSavedViews } from '../../lib/saved-views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { AUDIT_FILTERS, type AuditAddress, NO_FILTERS } from './audit-address.ts';

interface SavedViewsMenuProps {
  readonly address: AuditAddress;
  readonly onChoose: (address: AuditAddress) => void;
}

/** What is set, as text: what the address would hold. */
const filled = (address: AuditAddress): Record<string, string> =>
  Object.fromEntries(AUDIT_FILTERS.flatMap((name) => (address[name] === undefined ? [] : [[name, address[name]]])));

interface SaveDialogProps {
  readonly onClose: () => void;
  readonly onSave: (name: string) => Promise<unknown>;
}

function SaveDialog({ onClose, onSave }: SaveDialogProps) {
  const [name, setName] = useState('');
  const save = async () => {
    try {
      await onSave(name.trim());
      onClose();
    } catch (thrown) {
      toast.error('The view was not saved', toAppError(thrown));
    }
  };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title="Save these filters" description="You find them under Views.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
        className="flex items-end gap-2"
      >
        <TextField
          label="Name"
          value={name}
          maxLength={60}
          className="flex-1"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={name.trim() === ''}>
          Save view
        </Button>
      </form>
    </Dialog>
  );
}

/** Sets of filters that people come back to. */
export function SavedViewsMenu({ address, onChoose }: SavedViewsMenuProps) {
  const { views, save, forget } = useSavedViews('audit');
  const [saving, setSaving] = useState(false);
  const current = filled(address);
  const isSet = Object.keys(current).length > 0;
  const same = (search: Record<string, string>) =>
    JSON.stringify(filled(search as AuditAddress)) === JSON.stringify(current);
  const chosen = views.find(({ search }) => same(search));
  const entries: MenuEntry[] = [
    ...views.map(({ name, search }) => ({
      label: name,
      checked: name === chosen?.name,
      onSelect: () => onChoose({ ...NO_FILTERS, ...search }),
    })),
    ...(views.length > 0 ? [{ separator: true } as const] : []),
    {
      label: 'Save these filters…',
      onSelect: () => setSaving(true),
      ...(!isSet && { disabledReason: 'Set a filter first.' }),
    },
    ...(chosen
      ? [
          {
            label: `Forget “${chosen.name}”`,
            onSelect: () =>
              void forget(chosen.name).catch((thrown: unknown) =>
                toast.error('The view was not forgotten', toAppError(thrown)),
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={Bookmark} variant="ghost">
            {chosen?.name ?? 'Views'}
          </Button>
        }
        entries={entries}
      />
      {saving && <SaveDialog onClose={() => setSaving(false)} onSave={(name) => save(name, current)} />}
    </>
  );
}
