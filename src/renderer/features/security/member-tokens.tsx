import { KeyRound, Lock } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MemberToken } from '../../../contract/api/policies.ts';
import { useAllPages, useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { useStatus } from '../../lib/page.ts';
import { personName } from '../../lib/person-name.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { securityAddress, type TOKEN_STATES } from './security-address.ts';
import { tokenColumns, unusedScopes } from './token-columns.tsx';

const DAY_MS = 86_400_000;
const STALE_DAYS = 90;

const STATES = [
  { value: 'kept_out', label: 'Kept out by the rules' },
  { value: 'withdrawn', label: 'Withdrawn' },
  { value: 'stale', label: `Not used for ${STALE_DAYS} days` },
  { value: 'endless', label: 'Never expires' },
  { value: 'unused', label: 'With rights never used' },
] as const satisfies readonly { readonly value: (typeof TOKEN_STATES)[number]; readonly label: string }[];
type StateFilter = (typeof TOKEN_STATES)[number];

function fits(token: MemberToken, state: StateFilter | null, now: number): boolean {
  switch (state) {
    case null:
      return true;
    case 'kept_out':
      return token.violations.length > 0;
    case 'withdrawn':
      return token.withdrawn_at !== null;
    case 'stale':
      return now - Date.parse(token.last_used_at ?? token.created_at) > STALE_DAYS * DAY_MS;
    case 'endless':
      return token.expires_at === null;
    case 'unused':
      return unusedScopes(token).length > 0;
  }
}

const textOf = ({ user, description, id }: MemberToken): string =>
  `${personName(user)} ${user.id} ${description} ${id}`.toLocaleLowerCase();

function useTokenActs(org: string) {
  const withdrawing = useCommand('member_tokens.withdraw');
  const restoring = useCommand('member_tokens.restore');
  const invalidate = useInvalidate();
  const params = { org_id: org };
  const restore = async (tokens: readonly MemberToken[]) => {
    try {
      await restoring.run({ params, body: { ids: tokens.map(({ id }) => id) } });
      toast.success(`Gave ${plural(tokens.length, 'token')} access again.`);
    } catch (thrown) {
      toast.error('The tokens did not get their access back', toAppError(thrown));
    }
    await invalidate(org, 'member_tokens.list');
  };
  const withdraw = async (tokens: readonly MemberToken[]) => {
    await withdrawing.run({ params, body: { ids: tokens.map(({ id }) => id) } });
    toast.success(`Withdrew the access of ${plural(tokens.length, 'token')}.`, {
      action: { onSelect: () => void restore(tokens) },
    });
    await invalidate(org, 'member_tokens.list');
  };
  return { withdraw, restore, error: withdrawing.error };
}

const pick = ({ tokens }: { tokens: readonly MemberToken[] }) => tokens;
const rowId = ({ id }: MemberToken) => id;
const rowName = ({ description, user }: MemberToken) => `${description} of ${personName(user)}`;

interface MemberTokensProps {
  readonly org: string;
  readonly visible: boolean;
  readonly reason: string | undefined;
}

/** Every token with which somebody reaches the organization: what it may do, when it was used, and its end. */
export function MemberTokens({ org, visible, reason }: MemberTokensProps) {
  const list = useAllPages('member_tokens.list', { params: { org_id: org } }, pick, { enabled: visible });
  const now = useNow();
  const [{ tokens: state = null, search: text = '' }, change] = useAddress(securityAddress);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<readonly MemberToken[] | null>(null);
  const acts = useTokenActs(org);
  const shown = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    return list.rows.filter((token) => fits(token, state, now) && textOf(token).includes(wanted));
  }, [list.rows, text, state, now]);
  const chosen = shown.filter(({ id }) => selected.has(id));
  useStatus({ asOf: list.asOf });
  if (!visible)
    return (
      <EmptyState
        icon={Lock}
        title="Your role does not show members’ tokens"
        text="Only admins see with which tokens the organization is reached."
      />
    );
  const live = chosen.filter(({ withdrawn_at }) => withdrawn_at === null);
  return (
    <>
      <div className="flex min-h-11 shrink-0 items-center gap-2 border-line border-t border-b px-4">
        <h2 className="mr-auto font-semibold">Tokens of members</h2>
        <SearchField
          label="Search person or token"
          value={text}
          onValueChange={(search) => change({ search: search === '' ? undefined : search })}
          className="w-48"
        />
        <FilterChips
          filters={[{ id: 'state', name: 'Which', relation: 'are', options: STATES, value: state }]}
          onChange={(_, value) => change({ tokens: STATES.find((one) => one.value === value)?.value })}
        />
      </div>
      <DataTable
        label="Tokens of members"
        rows={shown}
        columns={tokenColumns}
        rowId={rowId}
        rowName={rowName}
        selected={selected}
        onSelectedChange={setSelected}
        selectionActions={
          <ReasonButton
            reason={reason ?? (live.length === 0 ? 'These are withdrawn already.' : undefined)}
            onClick={() => setAsking(live)}
          >
            Withdraw access…
          </ReasonButton>
        }
        actions={(token) => [
          token.withdrawn_at === null
            ? { label: 'Withdraw access…', danger: true, disabledReason: reason, onSelect: () => setAsking([token]) }
            : { label: 'Give access again', disabledReason: reason, onSelect: () => void acts.restore([token]) },
        ]}
        loading={list.isPending}
        error={list.rows.length === 0 ? list.error : null}
        onRetry={list.refetch}
        total={list.complete ? list.rows.length : null}
        noun={['token', 'tokens']}
        empty={
          <EmptyState
            icon={KeyRound}
            title="No token matches"
            text="No member has a token like this."
            action={<Button onClick={() => change({ tokens: undefined, search: undefined })}>Show all tokens</Button>}
          />
        }
      />
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        danger
        title={`Withdraw the access of ${plural(asking?.length ?? 0, 'token')}?`}
        consequences={[
          'Scripts and programs that use them stop working in this organization at once.',
          'What else these tokens reach stays theirs. You can give the access back.',
        ]}
        confirmLabel={`Withdraw ${plural(asking?.length ?? 0, 'token')}`}
        onConfirm={() => acts.withdraw(asking ?? [])}
        error={acts.error}
      />
    </>
  );
}
