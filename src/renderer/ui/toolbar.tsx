import type { ReactNode } from 'react';

/** The line above a list: what narrows it at the left, the page's main button at the right. */
export function Toolbar({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b px-4 max-[800px]:flex-wrap max-[800px]:py-1.5">
      <div className="flex min-w-0 flex-1 items-center gap-2 max-[800px]:min-w-full">{children}</div>
      {actions && <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  );
}
