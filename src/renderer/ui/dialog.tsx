import * as Radix from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { IconButton } from './icon-button.tsx';

const WIDTHS = { sm: 'max-w-[400px]', md: 'max-w-[520px]', lg: 'max-w-[720px]' } as const;

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: keyof typeof WIDTHS;
  readonly children?: ReactNode;
}

export const overlayClass = 'fixed inset-0 z-40 bg-backdrop';
export const dialogClass =
  'floating -translate-x-1/2 fixed top-[12vh] left-1/2 z-40 flex max-h-[80vh] w-[calc(100vw-48px)] flex-col rounded-lg border border-line-strong bg-float shadow-float';
export const footerClass = 'flex items-center justify-end gap-2 border-line border-t px-5 py-3';

/** A dialog that asks for something can be typed into at once; otherwise its first own button has the focus, not Close. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  const field = dialog.querySelector<HTMLElement>('input:not([type=hidden]):not([disabled]), textarea, select');
  const target = field ?? dialog.querySelector<HTMLElement>(':scope > :not(header) button:not([disabled])');
  if (target === null) return;
  event.preventDefault();
  target.focus();
}

export function Dialog({ open, onOpenChange, title, description, footer, size = 'md', children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className={cx(dialogClass, WIDTHS[size])}
          onOpenAutoFocus={focusFirstField}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="break-words font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" icon={X} size="sm" className="-mr-2" />
            </Radix.Close>
          </header>
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer && <footer className={footerClass}>{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
