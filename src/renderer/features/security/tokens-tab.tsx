import { useRoute } from '../../lib/api.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MemberTokens } from './member-tokens.tsx';
import { TokenRulesForm } from './token-rules-form.tsx';

interface TokensTabProps {
  readonly org: string;
  /** Why the rules cannot be changed. */
  readonly reason: string | undefined;
  readonly maySeeTokens: boolean;
}

/** Which tokens may reach the organization, and those that do. */
export function TokensTab({ org, reason, maySeeTokens }: TokensTabProps) {
  const { data, error, refetch } = useRoute('token_rules.get', { params: { org_id: org } });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <section aria-labelledby="token-rules" className="max-h-[45%] shrink-0 overflow-y-auto px-4 py-4">
        <h2 id="token-rules" className="font-semibold text-lg">
          Rules for tokens
        </h2>
        <p className="mb-3 max-w-prose text-muted">
          {reason ?? 'A token that breaks a rule is kept out of this organization. Its owner sees why.'}
        </p>
        {data ? (
          <TokenRulesForm org={org} saved={data.token_rules} reason={reason} />
        ) : error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Skeleton height={160} />
        )}
      </section>
      <MemberTokens org={org} visible={maySeeTokens} reason={reason} />
    </div>
  );
}
