import * as Radix from '@radix-ui/react-alert-dialog';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { cx } from '../lib/cx.ts';
import { Button } from './button.tsx';
import { dialogClass, footerClass, overlayClass } from './dialog.tsx';
import { InlineError } from './inline-error.tsx';
import { TextField } from './text-field.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  /** What will happen, in numbers, one sentence each. */
  readonly consequences?: readonly ReactNode[];
  /** Below the consequences: a look at what it changes. */
  readonly children?: ReactNode;
  /** A verb with its object: "Remove 3 people". */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** Text that has to be typed first, such as the organization's id. */
  readonly typeToConfirm?: string;
  /** The dialog stays open, busy, until the promise settles; it closes when it resolves. */
  readonly onConfirm: () => unknown;
  readonly error?: AppError | null;
}

function useConfirmation({ onConfirm, onOpenChange }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch {
      // The caller shows the reason through `error`; the dialog stays for another try.
    } finally {
      setBusy(false);
    }
  };
  return { busy, confirm };
}

function Body(props: ConfirmDialogProps) {
  const { title, description, consequences = [], confirmLabel, danger, typeToConfirm, error, children } = props;
  const { busy, confirm } = useConfirmation(props);
  const [typed, setTyped] = useState('');
  const ready = typeToConfirm === undefined || typed.trim() === typeToConfirm;
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submitted.stopPropagation();
        if (ready && !busy) void confirm();
      }}
    >
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-5 pt-4 pb-5">
        <Radix.Title className="break-words font-semibold text-lg">{title}</Radix.Title>
        <Radix.Description asChild>
          <div className="flex flex-col gap-2 break-words text-muted">
            {description && <div>{description}</div>}
            {consequences.length > 0 && (
              <ul className="list-disc space-y-1 pl-4 text-text">
                {consequences.map((line, index) => (
                  <li key={index}>{line}</li>
                ))}
              </ul>
            )}
          </div>
        </Radix.Description>
        {children}
        {typeToConfirm !== undefined && (
          <TextField
            mono
            label={`Type ${typeToConfirm} to confirm`}
            value={typed}
            onChange={(change) => setTyped(change.target.value)}
          />
        )}
        {error && <InlineError error={error} />}
      </div>
      <footer className={footerClass}>
        <Radix.Cancel asChild>
          <Button>Cancel</Button>
        </Radix.Cancel>
        <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={!ready} loading={busy}>
          {confirmLabel}
        </Button>
      </footer>
    </form>
  );
}

/** Asks before harm: what will happen, in numbers, and a button that says it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content className={cx(dialogClass, 'max-w-[460px]')}>
          <Body {...props} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
