import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { applyPlan, type StepResult, withoutMissingNeeds } from '../../../contract/organization-file/apply.ts';
import type { OrganizationDocument } from '../../../contract/organization-file/document.ts';
import { outdatedSteps, type Plan, type PlanStep, planOf } from '../../../contract/organization-file/plan.ts';
import { documentOf, readState } from '../../../contract/organization-file/state.ts';
import { useAccount } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { callNow } from '../../lib/call-now.ts';
import { clock } from '../../lib/clock.ts';
import { invalidateRoutes } from '../../lib/query.ts';
import { saveText } from '../../lib/save-file.ts';
import { useTask } from '../../lib/use-task.ts';
import { writeFileText } from './file-text.ts';
import { readYamlFile } from './read-dropped.ts';
import { type FileProblem, readFileText } from './read-file-text.ts';

/** A file that was read, and how it compares with the organization. */
export interface Comparison {
  readonly file: string;
  readonly document: OrganizationDocument;
  readonly plan: Plan;
  /** The ids of the steps that are to be done. */
  readonly chosen: ReadonlySet<string>;
}

export interface Application {
  readonly results: readonly StepResult[];
  readonly running: boolean;
  /** When it began: RFC 3339. */
  readonly at: string;
}

const harmless = ({ steps }: Plan): ReadonlySet<string> =>
  new Set(steps.filter(({ destructive }) => !destructive).map(({ id }) => id));

const asConflicts = (steps: readonly PlanStep[], outdated: readonly PlanStep[]): StepResult[] =>
  steps.map((step) => ({ step, outcome: outdated.includes(step) ? 'conflict' : 'waiting', error: null }));

/** Export, comparison and application of one organization's file. */
export function useOrganizationFile(org: string) {
  const account = useAccount()?.id ?? '';
  const client = useQueryClient();
  const task = useTask();
  const [problems, setProblems] = useState<{ file: string; list: readonly FileProblem[] } | null>(null);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [application, setApplication] = useState<Application | null>(null);
  const [applyError, setApplyError] = useState<AppError | null>(null);
  const stopped = useRef(false);
  const call = callNow(account);

  const exportFile = () =>
    task.run(async () => {
      await saveText(`${org}.yaml`, writeFileText(documentOf(await readState(call, org))));
    });

  const compareWith = async (file: string, document: OrganizationDocument) => {
    const plan = planOf(document, await readState(call, org));
    setComparison({ file, document, plan, chosen: harmless(plan) });
    setApplication(null);
    setApplyError(null);
  };

  const open = (files: readonly File[]) =>
    task.run(async () => {
      const { name, text } = await readYamlFile(files);
      const read = readFileText(text);
      setComparison(null);
      setApplication(null);
      setProblems(read.ok ? null : { file: name, list: read.problems });
      if (read.ok) await compareWith(name, read.document);
    });

  const compareAgain = () =>
    task.run(async () => {
      if (comparison !== null) await compareWith(comparison.file, comparison.document);
    });

  /** Steps that are chosen and whose needs are chosen as well. */
  const steps =
    comparison === null
      ? []
      : withoutMissingNeeds(
          comparison.plan,
          comparison.plan.steps.filter(({ id }) => comparison.chosen.has(id)),
        );

  const apply = async () => {
    if (comparison === null) return;
    const { plan } = comparison;
    const at = clock.timestamp();
    stopped.current = false;
    setApplyError(null);
    setApplication({ results: asConflicts(steps, []), running: true, at });
    try {
      // What was reviewed is compared with what is now, before the first change: most conflicts are met with nothing done.
      const outdated = outdatedSteps(plan, await readState(call, org), steps);
      const results =
        outdated.length > 0
          ? asConflicts(steps, outdated)
          : await applyPlan({
              ...{ plan, steps, call, toError: toAppError },
              stopped: () => stopped.current,
              onProgress: (soFar) => setApplication({ results: soFar, running: true, at }),
            });
      setApplication({ results, running: false, at });
    } catch (thrown) {
      setApplyError(toAppError(thrown));
      setApplication(null);
    } finally {
      void invalidateRoutes(client, org, []);
      void invalidateRoutes(client, null, ['organizations.list']);
    }
  };

  return {
    ...{ exportFile, open, compareAgain, apply, steps, problems, comparison, application, applyError },
    busy: task.busy,
    error: task.error,
    stop: () => {
      stopped.current = true;
    },
    choose: (ids: ReadonlySet<string>) => setComparison((before) => before && { ...before, chosen: ids }),
    close: () => {
      setProblems(null);
      setComparison(null);
      setApplication(null);
    },
  };
}

export type OrganizationFile = ReturnType<typeof useOrganizationFile>;
