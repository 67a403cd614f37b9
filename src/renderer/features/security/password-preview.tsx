import type { AnswerOf } from '../../../contract/api/index.ts';
import type { PasswordPolicy } from '../../../contract/password-policy.ts';
import type { RouteView } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePreview } from './use-preview.ts';

type Preview = AnswerOf<'password_policy.preview'>;

/** What a policy that is not saved yet would mean for the members. */
export const usePasswordPreview = (org: string, policy: PasswordPolicy, enabled: boolean): RouteView<Preview> =>
  usePreview('password_policy.preview', { params: { org_id: org }, body: { password_policy: policy } }, enabled);

function Affected({ members }: Pick<Preview, 'members'>) {
  const late = members.filter(({ reason }) => reason === 'too_old');
  if (late.length === 0) return null;
  return (
    <ul className="mt-2 max-h-48 overflow-y-auto border-line border-t pt-2">
      {late.map(({ user, password_changed_at }) => (
        <li key={user.id} className="flex min-h-7 items-center justify-between gap-4">
          <span className="truncate">{personName(user)}</span>
          <span className="shrink-0 text-muted">
            {password_changed_at === null ? 'no password' : <RelativeTime time={password_changed_at} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Who would have to change their password, before the policy is saved. */
export function PasswordPreview({ view }: { readonly view: RouteView<Preview> }) {
  const { data, error } = view;
  return (
    <section aria-label="What this change means" aria-live="polite" className="rounded-lg border border-line px-4 py-3">
      <h3 className="font-medium">What this change means</h3>
      {error && !data ? (
        <InlineError error={error} />
      ) : data === undefined ? (
        <Skeleton height={40} />
      ) : (
        <>
          <p>
            {data.must_change_count === 0
              ? 'Nobody has to change their password because of its age.'
              : `${plural(data.must_change_count, 'person', 'people')} must choose a new password at the next sign-in: theirs is too old.`}
          </p>
          <p className="text-muted">
            {plural(data.checked_at_next_sign_in_count, 'password')} will be checked against the other rules when typed
            next: nobody can read a password back.
            {data.without_password_count > 0 &&
              ` ${plural(data.without_password_count, 'member')} sign in without a password.`}
          </p>
          <Affected members={data.members} />
        </>
      )}
    </section>
  );
}
