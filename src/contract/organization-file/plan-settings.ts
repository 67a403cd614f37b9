import type { OrganizationDocument } from './document.ts';
import type { PlanPart, PlanStep } from './plan.ts';
import type { OrganizationState } from './state.ts';
import { differences, quoted } from './words.ts';

const NOTHING: PlanPart = { steps: [], impossible: [], notes: [] };

/** Its name and its address for bills. Those of another organization are no wish for this one. */
export function planSettings({ organization: wanted }: OrganizationDocument, state: OrganizationState): PlanPart {
  const { organization } = state;
  if (wanted === undefined) return NOTHING;
  if (wanted.id !== organization.id)
    return {
      ...NOTHING,
      notes: [
        `The file is of the organization ${quoted(wanted.id)}: its name and billing e-mail are not compared with this one’s.`,
      ],
    };
  const details = differences(organization, wanted);
  if (details.length === 0) return NOTHING;
  const { name, billing_email } = wanted;
  const step: PlanStep = {
    id: 'organization',
    section: 'Organization',
    kind: 'update',
    title: 'Change the organization’s settings',
    details,
    destructive: false,
    subject: 'organization',
    call: {
      route: 'organizations.update',
      input: { params: { org_id: organization.id }, body: { organization: { name, billing_email } } },
    },
    effects: [],
    needs: [],
  };
  return { ...NOTHING, steps: [step] };
}

const sameSet = (one: readonly string[] = [], other: readonly string[] = []) =>
  one.length === other.length && one.every((item) => other.includes(item));

/** Roles are built in: a file that says something else of them is told so. */
export function planRoles({ roles }: OrganizationDocument, state: OrganizationState): PlanPart {
  if (roles === undefined) return NOTHING;
  const ids = [...new Set([...Object.keys(roles), ...Object.keys(state.roles)])];
  const different = ids.filter((id) => !sameSet(roles[id], state.roles[id]));
  return {
    ...NOTHING,
    impossible: different.map(
      (id) => `The role ${quoted(id)} is built in and stays as it is: the file says something else of what it may do.`,
    ),
  };
}

/** The password policy and the rules for tokens. */
export function planPolicies(document: OrganizationDocument, state: OrganizationState): PlanPart {
  const { password_policy, token_rules } = document;
  const params = { org_id: state.organization.id };
  const steps: PlanStep[] = [];
  const common = { section: 'Policies', kind: 'update', destructive: false, effects: [], needs: [] } as const;
  const passwords = password_policy === undefined ? [] : differences(state.password_policy, password_policy);
  if (password_policy !== undefined && passwords.length > 0)
    steps.push({
      ...common,
      id: 'password policy',
      title: 'Change the password policy',
      details: passwords,
      subject: 'password policy',
      call: { route: 'password_policy.put', input: { params, body: { password_policy } } },
    });
  const tokens = token_rules === undefined ? [] : differences(state.token_rules, token_rules);
  if (token_rules !== undefined && tokens.length > 0)
    steps.push({
      ...common,
      id: 'token rules',
      title: 'Change the rules for tokens',
      details: tokens,
      subject: 'token rules',
      call: { route: 'token_rules.put', input: { params, body: { token_rules } } },
    });
  return { ...NOTHING, steps };
}
