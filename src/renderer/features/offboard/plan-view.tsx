import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { chosenOf, jobOf, keyOf } from './job-of.ts';
import { LeavingCard } from './leaving-card.tsx';
import type { OffboardPlan } from './plan.ts';
import { UnaskedNote } from './unasked-note.tsx';
import type { Offboard } from './use-offboard.ts';

interface PlanProps {
  readonly offboard: Offboard;
  readonly plan: OffboardPlan;
}

function Elsewhere({ plan }: { readonly plan: OffboardPlan }) {
  if (plan.elsewhere.length === 0) return null;
  return (
    <section aria-label="Not yours to do" className="rounded-lg border border-line px-4 py-3">
      <h3 className="mb-1 font-medium">Not yours to do</h3>
      <ul className="space-y-1">
        {plan.elsewhere.map((one) => (
          <li key={`${one.account.id} ${one.organization.id}`} className="break-words">
            <bdi className="font-medium">{one.organization.name}</bdi>: <span className="text-muted">{one.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function consequences(offboard: Offboard, plan: OffboardPlan): string[] {
  const chosen = chosenOf(plan, offboard.choices);
  const sum = (of: (one: (typeof chosen)[number]) => readonly unknown[]) =>
    chosen.reduce((total, one) => total + of(one).length, 0);
  const { remarks } = jobOf(plan, offboard.choices);
  return [
    `Ends ${plural(chosen.filter(({ role_id }) => role_id !== null).length, 'membership')} with ${plural(
      sum(({ teams }) => teams),
      'team',
    )}.`,
    `Ends ${plural(
      sum(({ collaborations }) => collaborations),
      'collaboration',
    )} and takes ${plural(
      sum(({ tokens }) => tokens),
      'token',
    )} their access.`,
    ...(remarks.length > 0 ? [`${plural(remarks.length, 'remark')} of the plan stay open: the receipt has them.`] : []),
  ];
}

/** What will happen, organization by organization; one confirmation begins it. */
export function PlanView({ offboard, plan }: PlanProps) {
  const [asking, setAsking] = useState(false);
  const { choices, setChoices, begin, beginError, busy, accounts } = offboard;
  const chosen = chosenOf(plan, choices);
  const include = (key: string, included: boolean) => {
    const leftOut = new Set(choices.leftOut);
    if (included) leftOut.delete(key);
    else leftOut.add(key);
    setChoices({ ...choices, leftOut });
  };
  const give = (key: string, organization: string | undefined) => {
    const newOwners = new Map(choices.newOwners);
    if (organization === undefined) newOwners.delete(key);
    else newOwners.set(key, organization);
    setChoices({ ...choices, newOwners });
  };
  const reason = chosen.length === 0 ? 'There is nothing here that you can do.' : undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0">
          <h2 className="truncate font-semibold text-lg">
            <bdi>{plan.name}</bdi>
          </h2>
          <p className="truncate text-muted">
            <bdi>{plan.email}</bdi> · in {plural(plan.organizations.length + plan.elsewhere.length, 'organization')}
          </p>
        </div>
        <Button icon={RefreshCw} loading={busy} onClick={() => void offboard.readAgain()}>
          Read again
        </Button>
      </div>
      <UnaskedNote unasked={plan.unasked} />
      {plan.organizations.map((one) => (
        <LeavingCard
          key={keyOf(one)}
          plan={plan}
          one={one}
          withAccount={accounts > 1}
          included={!choices.leftOut.has(keyOf(one))}
          newOwner={choices.newOwners.get(keyOf(one))}
          onInclude={(included) => include(keyOf(one), included)}
          onNewOwner={(organization) => give(keyOf(one), organization)}
        />
      ))}
      <Elsewhere plan={plan} />
      <div className="flex items-center justify-end gap-2">
        <Button variant="ghost" onClick={offboard.startOver}>
          Choose somebody else
        </Button>
        <ReasonButton variant="danger" reason={reason} onClick={() => setAsking(true)}>
          Offboard from {plural(chosen.length, 'organization')}…
        </ReasonButton>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Offboard ${plan.name} from ${plural(chosen.length, 'organization')}?`}
        description="Organization by organization. If one cannot be reached, the others are done, and the rest can be resumed."
        consequences={consequences(offboard, plan)}
        confirmLabel={`Offboard from ${plural(chosen.length, 'organization')}`}
        danger
        typeToConfirm={plan.email}
        error={beginError}
        onConfirm={async () => {
          if (!(await begin())) throw new Error('it did not begin');
        }}
      />
    </div>
  );
}
