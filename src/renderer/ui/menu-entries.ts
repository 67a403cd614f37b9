import type { LucideIcon } from 'lucide-react';

export interface MenuAction {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: LucideIcon | undefined;
  /** Shown only; whoever owns the key handles it. */
  readonly shortcut?: string | undefined;
  readonly danger?: boolean | undefined;
  /** Why it cannot be chosen now. It stays readable and reachable. */
  readonly disabledReason?: string | undefined;
  readonly checked?: boolean | undefined;
}

/** What dropdown and context menus are made of. */
export type MenuEntry = MenuAction | { readonly separator: true } | { readonly heading: string };

export const menuClass =
  'floating z-50 max-h-[min(480px,var(--radix-popper-available-height))] min-w-48 max-w-80 overflow-y-auto rounded-lg border border-line-strong bg-float p-1 shadow-float';
export const menuItemClass =
  'flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-[highlighted]:bg-active';
export const menuHeadingClass = 'px-2 pt-2 pb-1 font-medium text-muted text-xs';
export const menuSeparatorClass = 'my-1 h-px bg-line';
