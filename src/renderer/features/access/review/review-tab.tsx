import { Check, ClipboardCheck, Download, Lock, UserMinus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { exactTime, formatNumber, plural, roleName, roleText } from '../../../lib/format.ts';
import { useStatus } from '../../../lib/page.ts';
import { saveText } from '../../../lib/save-file.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { personName } from '../../members/person-name.ts';
import { ReasonButton } from '../../members/reason-button.tsx';
import { useMembers } from '../../members/use-members.ts';
import { useStanding } from '../../members/use-standing.ts';
import { useTeams } from '../../members/use-teams.ts';
import { WhatIf } from '../what-if.tsx';
import { reviewCsv } from './review.ts';
import { useReview } from './use-review.ts';

type State = ReturnType<typeof useReview>;

function Progress({ counts, total }: { readonly counts: State['counts']; readonly total: number }) {
  const done = total - counts.open;
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        <span className="font-medium">
          {formatNumber(done)} of {formatNumber(total)} decided
        </span>{' '}
        <span className="text-muted">
          · {formatNumber(counts.kept)} keep · {formatNumber(counts.toRemove)} to remove ·{' '}
          {formatNumber(counts.removed)} removed
        </span>
      </p>
      <progress aria-label="How far the review has come" value={done} max={Math.max(1, total)} className="progress" />
    </div>
  );
}

function Card({ state, teamName }: { readonly state: State; readonly teamName: (id: string) => string }) {
  const member = state.members[state.index];
  if (member === undefined) return null;
  const { user, role_id, team_ids, last_active_at, joined_at } = member;
  const decision = state.review.decisions[user.id];
  const name = personName(user);
  return (
    <article aria-label={name} className="rounded-lg border border-line p-5">
      <header className="mb-3 flex items-center gap-3">
        <Avatar id={user.id} name={name} image={user.image} size={40} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-lg">
            <bdi>{name}</bdi>
          </h2>
          <p className="truncate text-muted">{user.primary_email}</p>
        </div>
        {decision === 'keep' && (
          <Badge tone="green" icon={Check}>
            Keep
          </Badge>
        )}
        {decision === 'remove' && (
          <Badge tone="red" icon={UserMinus}>
            {state.review.done.includes(user.id) ? 'Removed' : 'Remove'}
          </Badge>
        )}
      </header>
      <dl className="grid grid-cols-[120px_1fr] gap-y-1.5">
        <dt className="text-muted">Last active</dt>
        <dd>
          {last_active_at === null ? (
            'Never'
          ) : (
            <>
              <RelativeTime time={last_active_at} /> <span className="text-muted">({exactTime(last_active_at)})</span>
            </>
          )}
        </dd>
        <dt className="text-muted">Role</dt>
        <dd>
          {roleName(role_id)} <span className="text-muted">· {roleText(role_id).summary}</span>
        </dd>
        <dt className="text-muted">Teams</dt>
        <dd>{team_ids.length === 0 ? 'None' : team_ids.map(teamName).join(', ')}</dd>
        <dt className="text-muted">Member since</dt>
        <dd>{exactTime(joined_at)}</dd>
      </dl>
    </article>
  );
}

function useKeys(state: State) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      k: () => state.decide('keep'),
      r: () => state.decide('remove'),
      u: () => state.decide(null),
      ArrowRight: () => state.moveTo(state.index + 1),
      ArrowDown: () => state.moveTo(state.index + 1),
      ArrowLeft: () => state.moveTo(state.index - 1),
      ArrowUp: () => state.moveTo(state.index - 1),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}

const Hint = ({ keys, text }: { readonly keys: string; readonly text: string }) => (
  <span className="inline-flex items-center gap-1.5">
    <Kbd keys={keys} /> {text}
  </span>
);

interface WalkProps {
  readonly org: string;
  readonly state: State;
  /** Why nobody can be removed now. */
  readonly reason: string | undefined;
  readonly teamName: (id: string) => string;
}

function Walk({ org, state, reason, teamName }: WalkProps) {
  const [asking, setAsking] = useState(false);
  const { counts, members, pending } = state;
  const onKeyDown = useKeys(state);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the walk takes the keys K, R, U and the arrows
        tabIndex={0}
        aria-label="Access review. K keeps, R removes, U undoes, the arrow keys move."
        onKeyDown={onKeyDown}
        className="mx-auto flex max-w-[760px] flex-col gap-4 p-6"
      >
        <Progress counts={counts} total={members.length} />
        <Card state={state} teamName={teamName} />
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={Check} shortcut="K" onClick={() => state.decide('keep')}>
            Keep
          </Button>
          <Button icon={UserMinus} shortcut="R" onClick={() => state.decide('remove')}>
            Remove
          </Button>
          <span className="ml-auto flex items-center gap-4 text-muted text-xs">
            <Hint keys="U" text="undo" />
            <Hint keys="←" text="back" />
            <Hint keys="→" text="on" />
          </span>
        </div>
        {state.error && <InlineError error={state.error} />}
        <footer className="flex flex-wrap items-center gap-2 border-line border-t pt-4">
          <ReasonButton
            variant="danger"
            loading={state.removing !== null}
            reason={counts.toRemove === 0 ? 'Nobody is marked for removal.' : reason}
            onClick={() => setAsking(true)}
          >
            Remove {plural(counts.toRemove, 'person', 'people')}…
          </ReasonButton>
          <Button
            icon={Download}
            onClick={() => void saveText(`${org}-access-review.csv`, reviewCsv(members, state.review))}
          >
            Export result
          </Button>
          <Button variant="ghost" className="ml-auto" onClick={state.restart}>
            Start over
          </Button>
        </footer>
        <p className="text-muted text-xs">
          Decisions are kept on this computer, also without a connection. Nobody is removed before you confirm it.
        </p>
      </section>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Remove ${plural(pending.length, 'person', 'people')}?`}
        description={
          <WhatIf
            org={org}
            changes={pending.slice(0, 1000).map(({ user }) => ({ type: 'remove_member', user_id: user.id }))}
          />
        }
        consequences={['They lose their role, their teams and every access that came from them.']}
        confirmLabel={`Remove ${plural(pending.length, 'person', 'people')}`}
        onConfirm={state.removeAll}
      />
    </div>
  );
}

/** A walk through all members: keep or remove, by keyboard, the longest inactive first. */
export function ReviewTab({ org }: { readonly org: string }) {
  const standing = useStanding(org);
  const maySee = standing.abilities.manage_members !== false;
  const list = useMembers(org, maySee);
  const { teamName } = useTeams(org, maySee);
  const state = useReview(org, list.rows, standing.me);
  useStatus({ asOf: list.asOf });
  if (!maySee)
    return (
      <EmptyState
        icon={Lock}
        title="Only people who manage members review access"
        text="An admin of this organization can do it, or give you a role that may."
      />
    );
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.refetch} />;
  if (list.isPending || !state.ready)
    return (
      <div className="mx-auto w-full max-w-[760px] p-6">
        <Skeleton height={240} />
      </div>
    );
  if (state.members.length === 0)
    return <EmptyState icon={ClipboardCheck} title="Nobody to review" text="You are the only member." />;
  return <Walk org={org} state={state} reason={standing.blocked} teamName={teamName} />;
}
