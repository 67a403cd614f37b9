import { PiggyBank, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Budget, BudgetThreshold } from '../../../contract/api/budgets.ts';
import type { AllPagesView } from '../../lib/all-pages.ts';
import { useAllPages, useCommand } from '../../lib/api.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { formatPercent } from '../../lib/format.ts';
import { formatMoney } from '../../lib/money.ts';
import { useStatus } from '../../lib/page.ts';
import { useTask } from '../../lib/use-task.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Money } from '../costs/money-text.tsx';
import { monthText } from '../costs/period.ts';
import { BudgetDialog } from './budget-dialog.tsx';
import { BudgetProgress } from './budget-progress.tsx';
import { useManageReason } from './use-may-manage.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

type Question = { readonly ask: 'edit' | 'delete'; readonly budget: Budget } | { readonly ask: 'create' } | null;

/** The budget's state in words. Only spending reaches a threshold; a forecast is “expected to reach” it. */
export function stateText({ state, spent_percent, thresholds, amount_micros, forecast_range }: Budget) {
  if (state === 'over') return { tone: 'red', text: 'Over budget' } as const;
  if (state === 'ok') return null;
  const highest = (basis: BudgetThreshold['basis'], has: (percent: number) => boolean): number =>
    Math.max(0, ...thresholds.filter((one) => one.basis === basis && has(one.percent)).map(({ percent }) => percent));
  const reached = highest('actual', (percent) => spent_percent >= percent);
  if (reached > 0) return { tone: 'amber', text: `${formatPercent(reached)} reached` } as const;
  const least = BigInt(forecast_range?.low_micros ?? 0) * 100n;
  const expected = highest('forecast', (percent) => least >= BigInt(amount_micros) * BigInt(percent));
  return {
    tone: 'amber',
    text: expected > 0 ? `Expected to reach ${formatPercent(expected)}` : 'Near budget',
  } as const;
}

const SCOPE_NAMES = { team: 'Team', member: 'Member', app: 'App' } as const;

interface BudgetItemProps {
  readonly budget: Budget;
  readonly reason: string | undefined;
  readonly onAsk: (question: Question) => void;
}

function BudgetItem({ budget, reason, onAsk }: BudgetItemProps) {
  const { name, scope, currency } = budget;
  const status = stateText(budget);
  return (
    <li className="border-line border-b py-3 last:border-b-0">
      <div className="mb-2 flex items-center gap-2">
        <span className="min-w-0 truncate font-medium">{name}</span>
        {status && <Badge tone={status.tone}>{status.text}</Badge>}
        <span className="min-w-0 flex-1 truncate text-muted">
          {scope.type === 'organization' ? 'Whole organization' : `${SCOPE_NAMES[scope.type]} ${scope.name}`}
        </span>
        <span>
          <Money micros={budget.spent_micros} currency={currency} className="font-medium" /> of{' '}
          <Money micros={budget.amount_micros} currency={currency} />
        </span>
        <ReasonButton size="sm" reason={reason} onClick={() => onAsk({ ask: 'edit', budget })}>
          Edit…
        </ReasonButton>
        <ReasonButton size="sm" reason={reason} onClick={() => onAsk({ ask: 'delete', budget })}>
          Delete…
        </ReasonButton>
      </div>
      <BudgetProgress budget={budget} />
    </li>
  );
}

function Alerts({ org }: { readonly org: string }) {
  const { rows } = useAllPages('budget_alerts.list', { params: { org_id: org } }, ({ alerts }) => alerts);
  if (rows.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-1 font-semibold text-base">Alerts</h2>
      <ul aria-label="Alerts" className="divide-y divide-line">
        {rows.slice(0, 50).map(({ id, budget, month, percent, basis, currency, reached_micros, created_at }) => (
          <li key={id} className="flex gap-2 py-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{budget.name}</span>: {basis === 'actual' ? 'reached' : 'expected to reach'}{' '}
              {formatPercent(percent)} in {monthText(month)} ({basis === 'actual' ? '' : 'at least '}
              <Money micros={reached_micros} currency={currency} />)
            </span>
            <RelativeTime time={created_at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeleteBudget({ org, budget, onClose }: { org: string; budget: Budget; onClose: () => void }) {
  const { run } = useCommand('budgets.delete');
  const refresh = useRefreshBilling(org);
  const task = useTask();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete budget ${budget.name}`}
      consequences={[
        `No more alerts about spending of ${formatMoney(budget.amount_micros, budget.currency)} a month.`,
        'Past alerts stay in the list.',
      ]}
      confirmLabel="Delete budget"
      danger
      error={task.error}
      onConfirm={async () => {
        const done = await task.run(() => run({ params: { org_id: org }, body: { ids: [budget.id] } }));
        if (!done) throw new Error('The budget could not be deleted.');
        void refresh();
      }}
    />
  );
}

function Dialogs({ org, question, onClose }: { org: string; question: Question; onClose: () => void }) {
  if (question === null) return null;
  if (question.ask === 'delete') return <DeleteBudget org={org} budget={question.budget} onClose={onClose} />;
  return <BudgetDialog org={org} budget={question.ask === 'edit' ? question.budget : null} onClose={onClose} />;
}

/** Budgets with what is spent and expected of them this month, and their alerts. */
export function BudgetsTab({ org }: { readonly org: string }) {
  const view = useAllPages('budgets.list', { params: { org_id: org } }, ({ budgets }) => budgets);
  const [question, setQuestion] = useState<Question>(null);
  const reason = useManageReason();
  useMenuCommand('new_budget', () => setQuestion({ ask: 'create' }), reason === undefined);
  useStatus({ asOf: view.asOf });
  const create = (
    <ReasonButton variant="primary" icon={Plus} reason={reason} onClick={() => setQuestion({ ask: 'create' })}>
      Create a budget
    </ReasonButton>
  );
  return (
    <>
      <BudgetList {...{ org, view, create, reason }} onAsk={setQuestion} />
      {/* Outside of the list, so that typed text survives when the list loads again. */}
      <Dialogs {...{ org, question }} onClose={() => setQuestion(null)} />
    </>
  );
}

interface BudgetListProps {
  readonly org: string;
  readonly view: AllPagesView<Budget>;
  readonly create: ReactNode;
  readonly reason: string | undefined;
  readonly onAsk: (question: Question) => void;
}

function BudgetList({ org, view, create, reason, onAsk }: BudgetListProps) {
  if (view.error && view.rows.length === 0) return <ErrorState error={view.error} onRetry={view.refetch} />;
  if (view.complete && view.rows.length === 0)
    return (
      <EmptyState
        icon={PiggyBank}
        title="No budgets yet"
        text="Set an amount for each month, and get alerts in the app, on the desktop and by email as spending nears it."
        action={create}
      />
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
      <div className="max-w-4xl">
        <div className="flex justify-end">{create}</div>
        {view.isPending && <Skeleton width="100%" height={160} />}
        <ul aria-label="Budgets">
          {view.rows.map((budget) => (
            <BudgetItem key={budget.id} {...{ budget, reason, onAsk }} />
          ))}
        </ul>
        {!view.complete && !view.isPending && <Button loading>Loading more</Button>}
        <Alerts org={org} />
      </div>
    </div>
  );
}
