import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.ts';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly size?: 'sm' | 'md';
  readonly shortcut?: string;
  /** A count at its corner; it belongs in the label as well. */
  readonly count?: number;
}

const Count = ({ count }: { count: number }) => (
  <span className="absolute -top-0.5 -right-1 min-w-4 rounded-full bg-accent px-1 text-center font-medium text-[11px] text-accent-contrast leading-4">
    {count > 99 ? '99+' : count}
  </span>
);

export function IconButton({
  label,
  icon: Icon,
  size = 'md',
  shortcut,
  count = 0,
  className,
  ...button
}: IconButtonProps) {
  const text = (
    <span className="inline-flex items-center gap-2">
      {label} {shortcut && <Kbd keys={shortcut} />}
    </span>
  );
  return (
    <Tooltip text={text}>
      <button
        type="button"
        aria-label={label}
        {...button}
        className={cx(
          'relative inline-flex shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text disabled:opacity-50',
          size === 'md' ? 'size-8' : 'size-7',
          className,
        )}
      >
        <Icon aria-hidden size={16} />
        {count > 0 && <Count count={count} />}
      </button>
    </Tooltip>
  );
}
