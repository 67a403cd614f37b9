import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text?: ReactNode;
  /** The first thing to do. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 px-8 py-12 text-center">
      {Icon && <Icon aria-hidden size={24} strokeWidth={1.5} className="mb-2 text-muted" />}
      <h2 className="font-semibold text-base">{title}</h2>
      {text && <p className="max-w-[420px] break-words text-muted">{text}</p>}
      {action && <div className="mt-4 flex items-center gap-2">{action}</div>}
    </div>
  );
}
