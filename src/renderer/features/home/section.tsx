import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  /** Beside the title, at the right. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the dashboard, set apart by a line and no box. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t pt-3 pb-5">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-4">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Why a part is not shown: the person learns that it exists and who can see it. */
export function NotShown({ children }: { readonly children: ReactNode }) {
  return <p className="max-w-prose text-muted">{children}</p>;
}
