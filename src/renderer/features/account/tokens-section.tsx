import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Key } from '../../../contract/api/keys.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';
import { Section } from './section.tsx';
import { TokenRow } from './token-row.tsx';
import { useTokens } from './use-tokens.ts';

const HEADINGS = ['Description', 'May do', 'Created', 'Expires', 'Last used'];

interface TokenTableProps {
  readonly tokens: readonly Key[];
  readonly blocked: string | undefined;
  readonly onRevoke: (token: Key) => void;
}

function TokenTable({ tokens, blocked, onRevoke }: TokenTableProps) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Personal access tokens</caption>
      <thead>
        <tr className="h-8 border-line border-b text-muted">
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" className="pr-4 text-left font-normal">
              {heading}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <TokenRow key={token.public_id} token={token} blocked={blocked} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

/** The person's tokens: which there are, what each may do, and a new one. */
export function TokensSection() {
  const { rows, isPending, error, refetch } = useTokens();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const blocked = useBlocked();
  useMenuCommand('new_token', () => setCreating(true), blocked === undefined);
  const tokens = rows.filter((token) => token.revoked_at === null);
  const createButton = (
    <ReasonButton icon={Plus} reason={blocked} onClick={() => setCreating(true)}>
      Create token
    </ReasonButton>
  );
  return (
    <Section
      name="tokens"
      title="Personal access tokens"
      text="A token lets a script or another program act for you. It never allows more than you may do yourself."
      action={createButton}
    >
      {isPending ? (
        <Skeleton height={128} />
      ) : error && rows.length === 0 ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : tokens.length === 0 ? (
        <EmptyState title="No tokens" text="Create one to use the API from a script." />
      ) : (
        <TokenTable tokens={tokens} blocked={blocked} onRevoke={setRevoking} />
      )}
      {creating && <CreateTokenDialog open onOpenChange={setCreating} />}
      <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} />
    </Section>
  );
}
