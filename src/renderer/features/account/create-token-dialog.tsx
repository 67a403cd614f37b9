import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CreateTokenForm } from './create-token-form.tsx';

interface CreateTokenDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Shows a secret once. It lives in this component's state only and goes with it. */
function TokenShown({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      title="Copy your new token"
      description="You will not see it again: keep it where you keep passwords."
      footer={
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      }
    >
      <CopyField label="token" text={secret} secret />
      <p className="mt-2 text-muted text-xs">Once copied, it leaves the clipboard after a minute.</p>
    </Dialog>
  );
}

/** Creates a token, then shows its secret in place of the form. */
export function CreateTokenDialog({ open, onOpenChange }: CreateTokenDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const formId = useId();
  const close = () => {
    setSecret(null);
    onOpenChange(false);
  };
  if (secret !== null) return <TokenShown secret={secret} onDone={close} />;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create a token"
      description="A token lets a script or another program act for you."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            Create token
          </Button>
        </>
      }
    >
      <CreateTokenForm id={formId} onCreated={setSecret} />
    </Dialog>
  );
}
