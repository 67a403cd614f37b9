import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId } from 'react';
import { cx } from '../../lib/cx.ts';

interface SectionProps {
  /** Its name in the address: `?section=tokens` opens the page there. */
  readonly name: string;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  /** A section whose buttons do harm. */
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a page of settings. */
export function Section({ name, title, text, action, danger = false, children }: SectionProps) {
  const id = useId();
  return (
    <section id={name} aria-labelledby={id} className="border-line border-t py-6 first:border-t-0">
      <div className="mb-4 flex items-start justify-between gap-4">
        <div>
          <h2 id={id} className={cx('font-semibold text-lg', danger && 'text-red-text')}>
            {title}
          </h2>
          {text && <p className="mt-0.5 max-w-prose text-muted">{text}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Scrolls to the section that the address names. */
function useSectionInAddress(): void {
  const { section } = useSearch({ strict: false }) as { section?: string };
  useEffect(() => {
    if (section !== undefined) document.getElementById(section)?.scrollIntoView({ block: 'start' });
  }, [section]);
}

/** The page's column: wide enough for a table, narrow enough to read. */
export function SettingsColumn({ children }: { readonly children: ReactNode }) {
  useSectionInAddress();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-[760px] px-6 pb-10">{children}</div>
    </div>
  );
}

interface DangerRowProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly action: ReactNode;
}

/** One harmful act: what it does in words, and its button. */
export function DangerRow({ title, text, action }: DangerRowProps) {
  return (
    <div className="flex items-center justify-between gap-6 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <p className="text-muted">{text}</p>
      </div>
      {action}
    </div>
  );
}

export function DangerBox({ children }: { readonly children: ReactNode }) {
  return <div className="rounded-lg border border-red-line">{children}</div>;
}
