import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react';
import type { MemberToken } from '../../../contract/api/policies.ts';
import { plural } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { actionLabel, describeScopes } from '../account/scope-labels.ts';

const VIOLATIONS: Readonly<Record<MemberToken['violations'][number], string>> = {
  max_lifetime: 'lives too long',
  require_expiry: 'never expires',
  allowed_scopes: 'may do too much',
};

/** Scopes that a token has and was never used for here; all of one that may do everything cannot be listed. */
export const unusedScopes = ({ scopes, used_scopes }: MemberToken): readonly string[] =>
  scopes.filter((scope) => scope !== '*' && scope !== 'read' && !used_scopes.includes(scope));

export function TokenState({ token }: { readonly token: MemberToken }) {
  if (token.withdrawn_at !== null)
    return (
      <Badge tone="red" icon={CircleSlash}>
        Withdrawn
      </Badge>
    );
  if (token.violations.length > 0)
    return (
      <Badge tone="amber" icon={TriangleAlert}>
        Kept out: {token.violations.map((violation) => VIOLATIONS[violation]).join(', ')}
      </Badge>
    );
  return <Badge icon={CircleCheck}>Allowed</Badge>;
}

function Scopes({ token }: { readonly token: MemberToken }) {
  const unused = unusedScopes(token);
  const text = describeScopes(token.scopes);
  if (unused.length === 0) return <span className="truncate">{text}</span>;
  return (
    <span className="truncate" title={`Never used here: ${unused.map(actionLabel).join(', ')}`}>
      {text} <span className="text-muted">({plural(unused.length, 'never used', 'never used')})</span>
    </span>
  );
}

export const tokenColumns: readonly Column<MemberToken>[] = [
  {
    id: 'person',
    header: 'Person',
    min: 140,
    sortValue: ({ user }) => personName(user),
    cell: ({ user }) => (
      <bdi className="truncate font-medium" title={user.id}>
        {personName(user)}
      </bdi>
    ),
  },
  {
    id: 'description',
    header: 'Token',
    min: 140,
    sortValue: ({ description }) => description,
    cell: ({ description, id }) => (
      <span className="truncate" title={`${description} · ${id}`}>
        {description}
      </span>
    ),
  },
  { id: 'scopes', header: 'May do', min: 130, cell: (token) => <Scopes token={token} /> },
  {
    id: 'expires',
    header: 'Expires',
    width: 104,
    sortValue: ({ expires_at }) => expires_at ?? '9999',
    cell: ({ expires_at }) =>
      expires_at === null ? <span className="text-muted">Never</span> : <RelativeTime time={expires_at} />,
  },
  {
    id: 'last_used',
    header: 'Last used',
    width: 112,
    sortValue: ({ last_used_at }) => last_used_at ?? '',
    cell: ({ last_used_at }) =>
      last_used_at === null ? <span className="text-muted">Never</span> : <RelativeTime time={last_used_at} />,
  },
  {
    id: 'state',
    header: 'State',
    min: 150,
    sortValue: ({ withdrawn_at, violations }) => (withdrawn_at !== null ? 2 : Math.min(1, violations.length)),
    cell: (token) => <TokenState token={token} />,
  },
];
