import { CircleAlert, CircleCheck, CircleDashed, Minus, Pencil, Plus, TriangleAlert } from 'lucide-react';
import type { StepOutcome, StepResult } from '../../../contract/organization-file/apply.ts';
import type { Plan, PlanStep } from '../../../contract/organization-file/plan.ts';
import { cx } from '../../lib/cx.ts';
import { errorSentence } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { OUTCOMES } from './receipt.ts';

interface PlanListProps {
  readonly plan: Plan;
  readonly chosen: ReadonlySet<string>;
  /** Chosen, and possible with what else is chosen. */
  readonly possible: ReadonlySet<string>;
  /** How far it has come, once it is being applied. */
  readonly results: readonly StepResult[] | null;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}

const KINDS = { create: Plus, update: Pencil, delete: Minus } as const;
const MARKS = {
  done: { icon: CircleCheck, className: 'text-green-text' },
  conflict: { icon: TriangleAlert, className: 'text-amber-text' },
  failed: { icon: CircleAlert, className: 'text-red-text' },
  waiting: { icon: CircleDashed, className: 'text-muted' },
} as const satisfies Record<StepOutcome, unknown>;

function Outcome({ outcome, error }: StepResult) {
  const { icon: Icon, className } = MARKS[outcome];
  return (
    <p className={cx('flex gap-1.5 text-xs', className)}>
      <Icon aria-hidden size={14} className="mt-px shrink-0" />
      <span className="min-w-0 break-words">
        {OUTCOMES[outcome]}
        {error !== null && outcome === 'failed' && `: ${errorSentence(error)}`}
        {error?.req_id && <span className="font-mono"> {error.req_id}</span>}
      </span>
    </p>
  );
}

interface StepProps {
  readonly step: PlanStep;
  readonly plan: Plan;
  readonly checked: boolean;
  readonly possible: boolean;
  readonly result: StepResult | undefined;
  readonly applying: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}

function Step({ step, plan, checked, possible, result, applying, onCheckedChange }: StepProps) {
  const { title, details, destructive, section, kind, needs } = step;
  const Icon = KINDS[kind];
  const first = plan.steps.find(({ id }) => needs.includes(id));
  return (
    <li className="flex items-start gap-3 border-line border-t px-4 py-2 first:border-t-0">
      <Checkbox label={title} hideLabel checked={checked} disabled={applying} onCheckedChange={onCheckedChange} />
      <Icon aria-hidden size={14} className="mt-1 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{title}</p>
        <ul className="break-words text-muted text-xs">
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {checked && !possible && first !== undefined && (
          <p className="text-amber-text text-xs">Left out: it waits for “{first.title}”, which is not chosen.</p>
        )}
        {result !== undefined && <Outcome {...result} />}
      </div>
      {destructive && (
        <Badge tone="red" icon={TriangleAlert}>
          Takes away
        </Badge>
      )}
      <span className="w-20 shrink-0 text-right text-muted text-xs leading-5">{section}</span>
    </li>
  );
}

/** The changes of a plan in the order in which they are made, each to be chosen; what takes away is not chosen at first. */
export function PlanList({ plan, chosen, possible, results, onChoose }: PlanListProps) {
  const byId = new Map(results?.map((result) => [result.step.id, result]));
  const toggle = (id: string, checked: boolean) =>
    onChoose(checked ? new Set([...chosen, id]) : new Set([...chosen].filter((other) => other !== id)));
  return (
    <section aria-label="Changes" className="rounded-lg border border-line">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section tabIndex={0} aria-label="Changes in order" className="max-h-[480px] overflow-y-auto">
        <ol>
          {plan.steps.map((step) => (
            <Step
              key={step.id}
              step={step}
              plan={plan}
              checked={chosen.has(step.id)}
              possible={possible.has(step.id)}
              result={byId.get(step.id)}
              applying={results !== null}
              onCheckedChange={(checked) => toggle(step.id, checked)}
            />
          ))}
        </ol>
      </section>
    </section>
  );
}
