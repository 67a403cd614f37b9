import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Leads to an organization's invite desk. */
export function DeskLink({ org, children }: { readonly org: string; readonly children: ReactNode }) {
  return (
    <Link to="/o/$org/members/invite" params={{ org }} className="rounded-sm underline underline-offset-2">
      {children}
    </Link>
  );
}
