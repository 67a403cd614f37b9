import type { Silo } from '../../../contract/api/policies.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';

interface DeleteSiloDialogProps {
  readonly org: string;
  readonly silo: Silo;
  readonly onClose: () => void;
}

/** Says what taking a silo down opens, before it is done. */
export function DeleteSiloDialog({ org, silo, onClose }: DeleteSiloDialogProps) {
  const { run, error } = useCommand('silos.delete');
  const invalidate = useInvalidate();
  const remove = async () => {
    await run({ params: { org_id: org }, body: { ids: [silo.id] } });
    await invalidate(org, 'silos.list', 'access.list', 'audit.search');
    toast.success(`The silo ${silo.name} was taken down.`);
  };
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the silo ${silo.name}?`}
      description={<WhatIf org={org} changes={[{ type: 'delete_silo', silo: { id: silo.id } }]} />}
      consequences={[
        `${plural(silo.members_count, 'person is', 'people are')} no longer kept from ${plural(silo.apps_closed_count, 'app')} by it.`,
        'What they may do there is then up to roles, teams and shares.',
      ]}
      confirmLabel="Delete silo"
      typeToConfirm={silo.id}
      onConfirm={remove}
      error={error}
    />
  );
}
