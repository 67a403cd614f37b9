import { type ReactNode, type SyntheticEvent, useId } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import { InlineError } from './inline-error.tsx';

interface FormDialogProps extends Pick<DialogProps, 'title' | 'description' | 'size'> {
  readonly onSubmit: (event: SyntheticEvent) => void;
  /** A verb with its object: "Create team". */
  readonly submitLabel: string;
  readonly busy: boolean;
  /** What was refused that belongs to no field. */
  readonly error: AppError | null;
  /** Why nothing can be sent now; what was typed stays. */
  readonly blocked?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something: its fields scroll, its buttons stay in view. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, size, onSubmit, submitLabel, busy, error, blocked, onClose, children } = props;
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      {...(description !== undefined && { description })}
      {...(size && { size })}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" loading={busy} disabled={blocked !== undefined}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} className="flex flex-col gap-4" onSubmit={onSubmit} noValidate>
        {children}
        {error && <InlineError error={error} />}
        {blocked && <p className="text-muted">{blocked}</p>}
      </form>
    </Dialog>
  );
}
