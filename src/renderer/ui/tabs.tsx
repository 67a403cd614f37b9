import * as Radix from '@radix-ui/react-tabs';
import type { FocusEvent, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { formatNumber } from '../lib/format.ts';

export interface Tab {
  readonly value: string;
  readonly label: string;
  readonly count?: number | null;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The address owns which tab is open. */
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** At the right of the tabs: filters and the page's main button. */
  readonly actions?: ReactNode;
  /** Without the page's padding, inside something narrower. */
  readonly flush?: boolean;
}

/**
 * Whoever tabs back into the list arrives at the tab that is open. Where the page opened it by itself, Radix still leads
 * to the one before, and would open that.
 */
function toOpenTab(event: FocusEvent<HTMLElement>): void {
  const list = event.currentTarget.closest('[role=tablist]');
  if (event.currentTarget.dataset.state === 'active' || list?.contains(event.relatedTarget)) return;
  event.preventDefault();
  list?.querySelector<HTMLElement>('[data-state=active]')?.focus();
}

export function Tabs({ label, tabs, value, onValueChange, actions, flush = false }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onValueChange} className="flex min-h-0 flex-1 flex-col">
      <div
        className={cx(
          'flex min-h-11 shrink-0 items-center gap-x-3 border-line border-b max-[800px]:flex-wrap',
          !flush && 'px-4',
        )}
      >
        <Radix.List
          aria-label={label}
          className="tab-list flex min-w-0 items-stretch gap-4 self-stretch overflow-x-auto max-[1100px]:gap-3 max-[800px]:min-h-11"
        >
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.value}
              value={tab.value}
              onFocus={toOpenTab}
              className="inline-flex items-center gap-1.5 whitespace-nowrap border-transparent focus-visible:outline-offset-[-2px] border-b-2 font-medium text-muted hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
            >
              {tab.label}
              {tab.count !== undefined && tab.count !== null && (
                <span className="font-normal text-muted tabular-nums">{formatNumber(tab.count)}</span>
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions && (
          <div className="ml-auto flex min-w-min shrink-[1000] items-center gap-2 max-[800px]:min-w-0 max-[800px]:max-w-full max-[800px]:pb-1.5">
            {actions}
          </div>
        )}
      </div>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col outline-none"
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
