import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { IconButton } from './icon-button.tsx';

export interface PanelProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  /** Absent at the ends of the list. */
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

function useEscape(onClose: () => void): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // Whatever floats above (a menu, a dialog) takes the key first and marks it as used.
      if (
        event.key !== 'Escape' ||
        event.defaultPrevented ||
        document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')
      )
        return;
      onClose();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [onClose]);
}

/** Details beside their list, which stays in view and keeps the focus. */
export function Panel({ title, subtitle, onClose, onPrevious, onNext, footer, children }: PanelProps) {
  const id = useId();
  useEscape(onClose);
  return (
    <aside
      aria-labelledby={id}
      className="flex w-[420px] shrink-0 flex-col border-line border-l bg-surface max-[1200px]:absolute max-[1200px]:inset-y-0 max-[1200px]:right-0 max-[1200px]:z-10 max-[1200px]:shadow-float"
    >
      <header className="flex min-h-12 items-start gap-1 border-line border-b py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1 self-center">
          <h2 id={id} className="truncate font-semibold text-base" title={title}>
            {title}
          </h2>
          {subtitle && <div className="truncate text-muted text-xs">{subtitle}</div>}
        </div>
        <IconButton label="Previous" icon={ChevronUp} size="sm" disabled={!onPrevious} onClick={onPrevious} />
        <IconButton label="Next" icon={ChevronDown} size="sm" disabled={!onNext} onClick={onNext} />
        <IconButton label="Close details" icon={X} size="sm" shortcut="Esc" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="min-h-0 flex-1 overflow-y-auto px-4 py-4" tabIndex={0} aria-labelledby={id}>
        {children}
      </section>
      {footer && <footer className="flex items-center gap-2 border-line border-t px-4 py-3">{footer}</footer>}
    </aside>
  );
}
