import type { ReactNode } from 'react';

interface BillingSectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the overview with its own button. */
export const BillingSection = ({ title, action, children }: BillingSectionProps) => (
  <section className="border-line border-b py-5 last:border-b-0">
    <div className="mb-2 flex min-h-8 items-center gap-2">
      <h2 className="flex-1 font-semibold text-base">{title}</h2>
      {action}
    </div>
    {children}
  </section>
);
