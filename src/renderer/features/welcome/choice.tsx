import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly onSelect: () => void;
}

/** One of the big quiet choices. */
export function Choice({ icon: Icon, title, children, onSelect }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onSelect}
      className="group flex min-w-0 flex-1 flex-col rounded-lg border border-line-strong p-5 text-left hover:bg-hover"
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} className="mb-3 text-muted" />
      <span className="flex items-center gap-1 font-semibold text-base">
        {title}
        <ChevronRight aria-hidden size={15} className="text-muted" />
      </span>
      <span className="mt-1 text-muted">{children}</span>
    </button>
  );
}
