import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

const TONES = {
  neutral: 'border-line bg-hover text-text',
  amber: 'border-amber-line bg-amber-soft text-amber-text',
  red: 'border-red-line bg-red-soft text-red-text',
} as const;

export interface BannerProps {
  readonly tone?: keyof typeof TONES;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A line across the window that says what is out of the ordinary and what can be done. */
export function Banner({ tone = 'neutral', icon: Icon, children, actions }: BannerProps) {
  return (
    <div role="status" className={cx('flex min-h-9 shrink-0 items-center gap-2 border-b px-4 py-1', TONES[tone])}>
      <Icon aria-hidden size={15} className="shrink-0" />
      <span className="min-w-0 flex-1">{children}</span>
      {actions && <span className="flex shrink-0 items-center gap-2">{actions}</span>}
    </div>
  );
}
