import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Goes somewhere, so it is a link; it is a page's main next step, so it looks like a button. */
export function ButtonLink({ to, children }: { to: LinkProps['to']; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-hover"
    >
      {children}
    </Link>
  );
}
