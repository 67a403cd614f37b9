import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

const TONES = {
  neutral: 'border-line bg-hover text-text',
  amber: 'border-amber-line bg-amber-soft text-amber-text',
  red: 'border-red-line bg-red-soft text-red-text',
  green: 'border-green-line bg-green-soft text-green-text',
  blue: 'border-blue-line bg-blue-soft text-blue-text',
} as const;
export type Tone = keyof typeof TONES;

export interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  /** A word: state is never colour alone. */
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-xs',
        TONES[tone],
      )}
    >
      {Icon && <Icon aria-hidden size={12} className="shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
