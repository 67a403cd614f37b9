import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural, roleName } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { keyOf, ownedRemark } from './job-of.ts';
import type { Leaving, OffboardPlan } from './plan.ts';

interface CardProps {
  readonly plan: OffboardPlan;
  readonly one: Leaving;
  /** Whether to say which account it is reached through. */
  readonly withAccount: boolean;
  readonly included: boolean;
  readonly newOwner: string | undefined;
  readonly onInclude: (included: boolean) => void;
  readonly onNewOwner: (organization: string | undefined) => void;
}

const KEEP = '';
const LISTED = 6;

function names(items: readonly { readonly name: string }[]): string {
  const shown = items.slice(0, LISTED).map(({ name }) => name);
  return items.length > shown.length ? `${shown.join(', ')} and ${items.length - shown.length} more` : shown.join(', ');
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-28 shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** Those on the same backend that the person may make apps in: only there they can give their own. */
const receivers = (plan: OffboardPlan, one: Leaving) =>
  plan.organizations.filter(
    ({ account, role_id }) =>
      account.url === one.account.url &&
      account.kind === one.account.kind &&
      (role_id === 'admin' || role_id === 'organization_contributor'),
  );

function OwnApps({ plan, one, newOwner, onNewOwner }: CardProps) {
  if (one.owner_account === null) return <>{ownedRemark(plan.name, one)}</>;
  const options = [
    ...receivers(plan, one).map(({ organization }) => ({ value: organization.id, label: organization.name })),
    { value: KEEP, label: `Leave with ${plan.name}` },
  ];
  return (
    <div className="flex flex-col gap-1">
      <span>{names(one.owned_apps)}</span>
      <SelectField
        label={`New owner of ${plural(one.owned_apps.length, 'app')} that ${one.organization.name} works in`}
        className="max-w-[320px]"
        options={options}
        value={newOwner ?? KEEP}
        onChange={(event) => onNewOwner(event.target.value === KEEP ? undefined : event.target.value)}
      />
    </div>
  );
}

/** What one organization takes from the person, or why nothing is done in it. */
export function LeavingCard(props: CardProps) {
  const { one, withAccount, included, onInclude } = props;
  const { organization, account, role_id, teams, collaborations, tokens, invitations, owned_apps, obstacle } = one;
  return (
    <section aria-label={organization.name} className="rounded-lg border border-line">
      <header className="flex items-center gap-3 border-line border-b px-4 py-2">
        <div className="min-w-0 flex-1 font-medium">
          {obstacle === null ? (
            <Checkbox label={organization.name} checked={included} onCheckedChange={onInclude} />
          ) : (
            <bdi>{organization.name}</bdi>
          )}
        </div>
        {withAccount && <span className="truncate text-muted text-xs">{account.label}</span>}
        {obstacle !== null && (
          <Badge tone="amber" icon={Ban}>
            Not possible now
          </Badge>
        )}
      </header>
      <dl className="flex flex-col gap-1 px-4 py-3" key={keyOf(one)}>
        {obstacle !== null && <Line label="Why not">{obstacle}</Line>}
        <Line label="Role">{role_id === null ? 'No member' : `${roleName(role_id)}, ends`}</Line>
        {teams.length > 0 && <Line label={plural(teams.length, 'team')}>Leaves {names(teams)}</Line>}
        {collaborations.length > 0 && (
          <Line label={plural(collaborations.length, 'collaboration')}>Ends on {names(collaborations)}</Line>
        )}
        {tokens.length > 0 && (
          <Line label={plural(tokens.length, 'token')}>No longer let in here: {names(tokens)}</Line>
        )}
        {invitations.length > 0 && <Line label={plural(invitations.length, 'invitation')}>Cancelled</Line>}
        {owned_apps.length > 0 && (
          <Line label={plural(owned_apps.length, 'own app')}>
            <OwnApps {...props} />
          </Line>
        )}
      </dl>
    </section>
  );
}
