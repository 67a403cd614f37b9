import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { shortcutText } from './kbd.tsx';
import { Spinner } from './spinner.tsx';

const VARIANTS = {
  primary: 'bg-accent text-accent-contrast enabled:hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-text enabled:hover:bg-hover',
  ghost: 'text-text enabled:hover:bg-hover',
  danger: 'bg-danger text-danger-contrast enabled:hover:bg-danger-hover',
} as const;

/** Readable still: what cannot be done now should not look like a fault of the screen. */
const DISABLED = { filled: 'border border-line bg-hover text-muted', ghost: 'text-muted' } as const;

const SIZES = { sm: 'h-7 px-2 text-xs', md: 'h-8 px-3 text-sm', lg: 'h-10 px-4 text-base' } as const;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: keyof typeof VARIANTS;
  readonly size?: keyof typeof SIZES;
  readonly icon?: LucideIcon;
  /** Keeps its width and says that it works; it cannot be pressed meanwhile. */
  readonly loading?: boolean;
  /** Shown beside the label, for example "Mod+I". */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'md', icon: Icon, loading = false, shortcut, className, ...rest } = props;
  const { children, disabled, ...button } = rest;
  const off = (disabled || button['aria-disabled'] === true) && !loading;
  return (
    <button
      type="button"
      {...button}
      disabled={disabled || loading}
      aria-busy={loading || undefined}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium',
        off ? DISABLED[variant === 'ghost' ? 'ghost' : 'filled'] : VARIANTS[variant],
        SIZES[size],
        className,
      )}
    >
      {loading ? <Spinner /> : Icon && <Icon aria-hidden size={15} className="shrink-0" />}
      {children}
      {shortcut && <kbd className="ml-1 font-normal font-sans text-xs opacity-80">{shortcutText(shortcut)}</kbd>}
    </button>
  );
}
