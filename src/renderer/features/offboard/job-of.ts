import type { NewJob, PlannedItem } from '../../../contract/jobs.ts';
import { plural, roleName } from '../../lib/format.ts';
import type { Leaving, OffboardPlan } from './plan.ts';

/** What was chosen in the plan. */
export interface Choices {
  /** The organizations that are left out, by `keyOf`. */
  readonly leftOut: ReadonlySet<string>;
  /** By organization, who gets the apps of the person's own; none where they keep them. */
  readonly newOwners: ReadonlyMap<string, string>;
}

export const keyOf = ({ account, organization }: Pick<Leaving, 'account' | 'organization'>): string =>
  `${account.id} ${organization.id}`;

/** More than this the calls do not take at once. */
const MOST_IDS = 1000;
const MOST_INVITATIONS = 200;

function chunks<T>(items: readonly T[], size: number): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}

/** The calls for one organization: what hangs on the membership first, the membership last. */
function itemsFor(plan: OffboardPlan, one: Leaving, newOwner: string | undefined): PlannedItem[] {
  const org_id = one.organization.id;
  const common = { group_id: keyOf(one), account_id: one.account.id } as const;
  const owner = one.owner_account;
  const transfers =
    owner === null || newOwner === undefined
      ? []
      : one.owned_apps.map(
          ({ id, name }): PlannedItem => ({
            ...common,
            account_id: owner.id,
            label: `Transfer the app ${name} to ${newOwner}`,
            route: 'app.transfer',
            input: { params: { user_id: one.user_id, app_id: id }, body: { organization_id: newOwner } },
          }),
        );
  const collaborations = one.collaborations.map(
    ({ id, name }): PlannedItem => ({
      ...common,
      label: `End the collaboration on ${name}`,
      route: 'collaborators.remove',
      input: { params: { user_id: org_id, app_id: id }, body: { ids: [one.user_id] } },
    }),
  );
  const tokens = chunks(one.tokens, MOST_IDS).map(
    (part): PlannedItem => ({
      ...common,
      label: `Withdraw ${plural(part.length, 'token')}`,
      route: 'member_tokens.withdraw',
      input: { params: { org_id }, body: { ids: part.map(({ id }) => id) } },
    }),
  );
  const invitations = chunks(one.invitations, MOST_INVITATIONS).map(
    (ids): PlannedItem => ({
      ...common,
      label: `Cancel ${plural(ids.length, 'invitation')}`,
      route: 'invitations.cancel',
      input: { params: { org_id }, body: { ids } },
    }),
  );
  const teams = one.teams.length === 0 ? '' : ` and ${plural(one.teams.length, 'team')}`;
  const membership: PlannedItem[] =
    one.role_id === null
      ? []
      : [
          {
            ...common,
            label: `Remove ${plan.name} from the organization: ends the role ${roleName(one.role_id)}${teams}`,
            route: 'members.remove',
            input: { params: { org_id }, body: { user_ids: [one.user_id] } },
          },
        ];
  return [...transfers, ...collaborations, ...tokens, ...invitations, ...membership];
}

/** Organizations of the plan that are chosen and in which something can be done. */
export const chosenOf = ({ organizations }: OffboardPlan, { leftOut }: Choices): readonly Leaving[] =>
  organizations.filter((one) => one.obstacle === null && !leftOut.has(keyOf(one)) && isActive(one));

/** Whether there is something that one may do, beyond what only the person can. */
const isActive = ({ role_id, collaborations, invitations, owned_apps, owner_account }: Leaving): boolean =>
  role_id !== null ||
  collaborations.length > 0 ||
  invitations.length > 0 ||
  (owned_apps.length > 0 && owner_account !== null);

/** What stays with the person, in words. */
export const ownedRemark = (name: string, { owned_apps }: Leaving): string =>
  `Only ${name} can transfer ${owned_apps.map((app) => app.name).join(', ')}: ${owned_apps.length === 1 ? 'it is their own app' : 'they are their own apps'}. Ask them to, before they go.`;

/** Everything that is not tried, with why: for the plan, and for the receipt. */
export function remarksOf(plan: OffboardPlan, { leftOut, newOwners }: Choices): NewJob['remarks'] {
  const remark = (one: Pick<Leaving, 'account' | 'organization'>, text: string) => ({
    label: `${one.organization.name} (${one.account.label})`,
    text,
  });
  return [
    ...plan.organizations.flatMap((one) => {
      if (one.obstacle !== null) return [remark(one, one.obstacle)];
      if (leftOut.has(keyOf(one))) return [remark(one, 'Left out by choice.')];
      const keepsApps = one.owned_apps.length > 0 && (one.owner_account === null || !newOwners.has(keyOf(one)));
      return keepsApps ? [remark(one, ownedRemark(plan.name, one))] : [];
    }),
    ...plan.elsewhere.map((one) => remark(one, one.reason)),
    ...plan.unasked.map(({ label, error }) => ({ label, text: `Could not be asked: ${error.message}` })),
  ];
}

/** The job that carries the plan out, organization by organization. */
export function jobOf(plan: OffboardPlan, choices: Choices): NewJob {
  const chosen = chosenOf(plan, choices);
  const accounts = new Set(chosen.map(({ account }) => account.id));
  return {
    kind: 'offboard',
    title: `Offboard ${plan.name} (${plan.email})`,
    groups: chosen.map((one) => ({
      id: keyOf(one),
      label: accounts.size > 1 ? `${one.organization.name} (${one.account.label})` : one.organization.name,
    })),
    items: chosen.flatMap((one) => itemsFor(plan, one, choices.newOwners.get(keyOf(one)))),
    remarks: remarksOf(plan, choices),
  };
}
