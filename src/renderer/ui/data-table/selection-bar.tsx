import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../button.tsx';

interface SelectionBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Selected rows"
      className="flex h-11 shrink-0 items-center gap-2 border-line border-t bg-side px-4"
    >
      <span className="mr-1 font-medium" aria-live="polite">
        {formatNumber(count)} selected
      </span>
      {children}
      <Button variant="ghost" size="sm" className="ml-auto" onClick={onClear} shortcut="Esc">
        Clear
      </Button>
    </div>
  );
}
