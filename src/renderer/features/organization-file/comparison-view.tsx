import { CircleCheck, RefreshCw, Save, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { saveText } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { PlanList } from './plan-list.tsx';
import { receiptCsv } from './receipt.ts';
import type { Application, Comparison, OrganizationFile } from './use-organization-file.ts';

interface ViewProps {
  readonly org: string;
  readonly file: OrganizationFile;
  readonly comparison: Comparison;
  readonly blocked: string | undefined;
}

/** What the file says and cannot be done here, and what was not compared. */
function Remarks({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber-text">
      <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
      <ul className="min-w-0 space-y-1 break-words">
        {lines.slice(0, 20).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > 20 && <li>and {plural(lines.length - 20, 'other')}</li>}
      </ul>
    </div>
  );
}

function Summary({ application }: { readonly application: Application }) {
  const { results, running } = application;
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  const conflict = results.some(({ outcome }) => outcome === 'conflict');
  const left = results.length - done;
  return (
    <div role="status" className="flex flex-col gap-2">
      <progress className="h-1 w-full accent-accent" max={results.length} value={done} aria-label="Changes applied" />
      {running ? (
        <p>
          Applied {done} of {plural(results.length, 'change')}…
        </p>
      ) : (
        <p>
          {left === 0 ? (
            <>Applied {plural(done, 'change')}. The organization is as chosen.</>
          ) : (
            <>
              Applied {done} of {plural(results.length, 'change')}.{' '}
              {conflict &&
                'Somebody else changed what this plan is about after you compared it. Nothing of theirs was overwritten. '}
              Compare again to see what is left.
            </>
          )}
        </p>
      )}
    </div>
  );
}

function Buttons({ org, file, comparison, blocked }: ViewProps) {
  const [asking, setAsking] = useState(false);
  const { steps, application, apply, stop, compareAgain, close } = file;
  const removals = steps.filter(({ destructive }) => destructive);
  if (application?.running) return <Button onClick={stop}>Stop after this change</Button>;
  if (application !== null)
    return (
      <>
        <Button
          icon={Save}
          onClick={() =>
            void saveText(`${org}-receipt.csv`, receiptCsv(org, comparison.file, application.results, application.at))
          }
        >
          Save receipt…
        </Button>
        <Button variant="primary" icon={RefreshCw} loading={file.busy} onClick={() => void compareAgain()}>
          Compare again
        </Button>
      </>
    );
  const reason = blocked ?? (steps.length === 0 ? 'Choose at least one change.' : undefined);
  return (
    <>
      <Button variant="ghost" onClick={close}>
        Close file
      </Button>
      <Button icon={RefreshCw} loading={file.busy} onClick={() => void compareAgain()}>
        Compare again
      </Button>
      <ReasonButton
        variant={removals.length > 0 ? 'danger' : 'primary'}
        reason={reason}
        onClick={() => (removals.length > 0 ? setAsking(true) : void apply())}
      >
        Apply {plural(steps.length, 'change')}
        {removals.length > 0 && '…'}
      </ReasonButton>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Apply ${plural(steps.length, 'change')}, of which ${removals.length} take away?`}
        consequences={removals.slice(0, 10).map(({ title }) => title)}
        confirmLabel={`Apply ${plural(steps.length, 'change')}`}
        danger
        typeToConfirm={org}
        // The dialog is done once it is begun: the page shows how far it has come.
        onConfirm={() => void apply()}
      />
    </>
  );
}

/** How a file compares with the organization, and what becomes of it. */
export function ComparisonView({ org, file, comparison, blocked }: ViewProps) {
  const { plan, chosen } = comparison;
  const { application, applyError, steps } = file;
  const removals = plan.steps.filter(({ destructive }) => destructive);
  const allRemovals = removals.every(({ id }) => chosen.has(id));
  const withRemovals = (all: boolean) =>
    new Set([
      ...[...chosen].filter((id) => !removals.some((step) => step.id === id)),
      ...(all ? removals.map(({ id }) => id) : []),
    ]);
  if (plan.steps.length === 0)
    return (
      <div className="flex flex-col gap-4">
        <p className="flex items-center gap-2 font-medium">
          <CircleCheck aria-hidden size={16} className="text-green-text" />
          <span>
            The organization is what <bdi>{comparison.file}</bdi> says. There is nothing to change.
          </span>
        </p>
        <Remarks lines={[...plan.impossible, ...plan.notes]} />
        <div className="flex justify-end gap-2">
          <Button onClick={file.close}>Close file</Button>
        </div>
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 break-words">
          <bdi className="font-medium">{comparison.file}</bdi> differs in {plural(plan.steps.length, 'change')}, in the
          order in which they are made.
        </p>
        {removals.length > 0 && application === null && (
          <Checkbox
            label={`Also take away (${removals.length})`}
            checked={allRemovals ? true : removals.some(({ id }) => chosen.has(id)) ? 'indeterminate' : false}
            onCheckedChange={(checked) => file.choose(withRemovals(checked))}
          />
        )}
      </div>
      <Remarks lines={[...plan.impossible, ...plan.notes]} />
      <PlanList
        plan={plan}
        chosen={chosen}
        possible={new Set(steps.map(({ id }) => id))}
        results={application?.results ?? null}
        onChoose={file.choose}
      />
      {application === null && <Effect org={org} changes={steps.flatMap(({ effects }) => effects)} />}
      {application !== null && <Summary application={application} />}
      {applyError !== null && <InlineError error={applyError} />}
      <div className="flex items-center justify-end gap-2">
        <Buttons org={org} file={file} comparison={comparison} blocked={blocked} />
      </div>
    </div>
  );
}

const MOST_EFFECTS = 1000;

function Effect({ org, changes }: Parameters<typeof WhatIf>[0]) {
  if (changes.length > MOST_EFFECTS)
    return (
      <p className="text-muted">
        Whose access this changes cannot be worked out for more than 1,000 changes. Choose fewer to see it.
      </p>
    );
  return <WhatIf org={org} changes={changes} />;
}
