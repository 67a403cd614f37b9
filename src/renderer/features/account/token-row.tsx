import type { Key } from '../../../contract/api/keys.ts';
import { useNow } from '../../lib/now.ts';
import { Badge } from '../../ui/badge.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { actionLabel, describeScopes } from './scope-labels.ts';
import { tokenState } from './token-state.ts';

interface TokenRowProps {
  readonly token: Key;
  readonly blocked: string | undefined;
  readonly onRevoke: (token: Key) => void;
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  const text = describeScopes(scopes);
  if (!/^\d/.test(text)) return <span>{text}</span>;
  return (
    <Tooltip text={scopes.map(actionLabel).join(', ')}>
      <button type="button" className="underline decoration-dotted underline-offset-2">
        {text}
      </button>
    </Tooltip>
  );
}

function Expiry({ token }: { readonly token: Key }) {
  const state = tokenState(token, useNow());
  if (token.expires_at === null) return <span className="text-muted">Never</span>;
  if (state === 'expired') return <Badge tone="red">Expired</Badge>;
  return (
    <span className={state === 'soon' ? 'text-amber-text' : undefined}>
      <RelativeTime time={token.expires_at} />
    </span>
  );
}

/** One token: what it is for, what it may do, and when it was used. */
export function TokenRow({ token, blocked, onRevoke }: TokenRowProps) {
  return (
    <tr className="border-line border-b last:border-b-0">
      <th scope="row" className="max-w-56 py-2 pr-4 text-left font-normal">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={token.description}>
            {token.description}
          </span>
          {token.is_current && <Badge tone="blue">This device</Badge>}
        </span>
        <span className="block font-mono text-muted text-xs">{token.public_id}</span>
      </th>
      <td className="py-2 pr-4">
        <Scopes scopes={token.scopes} />
      </td>
      <td className="whitespace-nowrap py-2 pr-4">
        <RelativeTime time={token.created_at} />
      </td>
      <td className="whitespace-nowrap py-2 pr-4">
        <Expiry token={token} />
      </td>
      <td className="whitespace-nowrap py-2 pr-4">
        {token.last_used_at === null ? (
          <span className="text-muted">Never</span>
        ) : (
          <RelativeTime time={token.last_used_at} />
        )}
      </td>
      <td className="py-2 text-right">
        <ReasonButton
          size="sm"
          reason={blocked}
          aria-label={`Revoke ${token.description}`}
          onClick={() => onRevoke(token)}
        >
          Revoke
        </ReasonButton>
      </td>
    </tr>
  );
}
