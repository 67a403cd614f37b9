import type { OrganizationDocument } from './document.ts';
import type { PlanPart, PlanStep } from './plan.ts';
import type { OrganizationState } from './state.ts';
import { quoted } from './words.ts';

interface Setting {
  readonly org: string;
  readonly app: string;
  readonly labels: readonly string[];
  readonly details: readonly string[];
}

const setLabels = ({ org, app, labels, details }: Setting, removes: boolean): PlanStep => ({
  id: `labels ${app}${removes ? ' removed' : ''}`,
  section: 'Labels',
  kind: 'update',
  title: removes ? `Take labels from the app ${quoted(app)}` : `Label the app ${quoted(app)}`,
  details,
  destructive: removes,
  subject: `app ${app}`,
  call: {
    route: 'app.update',
    input: { params: { user_id: org, app_id: app }, body: { app: { compliance_labels: [...labels] } } },
  },
  effects: [{ type: 'set_labels', app_id: app, compliance_labels: [...labels] }],
  needs: [],
});

/** New labels first, and by themselves: taking some away is only done where somebody chose it. */
function stepsFor(org: string, app: string, before: readonly string[], wanted: readonly string[]): PlanStep[] {
  const added = wanted.filter((label) => !before.includes(label));
  const removed = before.filter((label) => !wanted.includes(label));
  const step = (labels: readonly string[], details: string, removes: boolean) =>
    setLabels({ org, app, labels, details: [details] }, removes);
  const union = [...new Set([...before, ...added])].sort();
  return [
    ...(added.length > 0 ? [step(union, `adds ${added.join(', ')}`, false)] : []),
    ...(removed.length > 0 ? [step([...new Set(wanted)].sort(), `removes ${removed.join(', ')}`, true)] : []),
  ];
}

/** The compliance labels of apps. Apps themselves are not a file's to make. */
export function planLabels({ labels }: OrganizationDocument, state: OrganizationState): PlanPart {
  if (labels === undefined) return { steps: [], impossible: [], notes: [] };
  const unknown = Object.keys(labels).filter((app) => !state.apps.has(app));
  const org = state.organization.id;
  return {
    steps: [...state.apps].flatMap(([app, { compliance_labels }]) =>
      stepsFor(org, app, compliance_labels, labels[app] ?? []),
    ),
    impossible: unknown.map((app) => `There is no app ${quoted(app)} here to label. Create it, then compare again.`),
    notes: [],
  };
}
