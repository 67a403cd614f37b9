import { useEffect, useState } from 'react';
import { PASSWORD_RULES, type PasswordPolicy, passwordPolicy } from '../../../contract/password-policy.ts';
import { useCommand, useInvalidate, useRoute } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Section, SettingsColumn } from '../account/section.tsx';
import { PasswordPreview, usePasswordPreview } from './password-preview.tsx';
import { PRESETS, presetOf } from './policy-rules.ts';
import { RuleFields } from './rule-fields.tsx';
import { TryPassword } from './try-password.tsx';

const same = (one: PasswordPolicy, other: PasswordPolicy): boolean =>
  PASSWORD_RULES.every((rule) => one[rule] === other[rule]);

interface PresetsProps {
  readonly policy: PasswordPolicy;
  readonly locked: boolean;
  readonly onChoose: (policy: PasswordPolicy) => void;
}

function Presets({ policy, locked, onChoose }: PresetsProps) {
  const chosen = presetOf(policy);
  return (
    <fieldset disabled={locked} className="flex flex-col rounded-lg border border-line">
      <legend className="sr-only">Start from</legend>
      {PRESETS.map((preset) => (
        <label
          key={preset.id}
          className="flex items-start gap-3 border-line border-t px-4 py-3 first:border-t-0 has-[:enabled:hover]:bg-hover"
        >
          <input
            type="radio"
            name="preset"
            className="mt-1 accent-accent"
            checked={chosen?.id === preset.id}
            onChange={() => onChoose(preset.policy)}
          />
          <span className="min-w-0">
            <span className="flex items-center gap-2 font-medium">
              {preset.name}
              {preset.recommended && <Badge tone="green">Recommended</Badge>}
            </span>
            <span className="block text-muted">{preset.text}</span>
          </span>
        </label>
      ))}
      {chosen === undefined && (
        <p className="border-line border-t px-4 py-3 text-muted">Rules of your own: none of the three above.</p>
      )}
    </fieldset>
  );
}

interface EditorProps {
  readonly org: string;
  readonly saved: PasswordPolicy;
  /** Why it cannot be changed. */
  readonly reason: string | undefined;
}

function useSavePolicy(org: string) {
  const { run, isPending } = useCommand('password_policy.put');
  const invalidate = useInvalidate();
  const save = async (policy: PasswordPolicy) => {
    try {
      await run({ params: { org_id: org }, body: { password_policy: policy } });
      await invalidate(org, 'password_policy.get');
      await invalidate(null, 'users.password_policy');
      toast.success('The password policy was saved.');
    } catch (thrown) {
      toast.error('The password policy was not saved', toAppError(thrown));
    }
  };
  return { save, isPending };
}

function PolicyEditor({ org, saved, reason }: EditorProps) {
  const [policy, setPolicy] = useState(saved);
  const [asking, setAsking] = useState(false);
  const { save, isPending } = useSavePolicy(org);
  useEffect(() => setPolicy(saved), [saved]);
  const checked = passwordPolicy.safeParse(policy);
  const changed = !same(policy, saved);
  const problem = checked.success ? undefined : 'Correct the rules first.';
  const preview = usePasswordPreview(org, checked.success ? policy : saved, changed && reason === undefined);
  const mustChange = preview.data?.must_change_count ?? 0;
  const locked = reason !== undefined;
  return (
    <>
      <Section name="policy" title="Password policy" text={reason ?? 'What a password of every member must be.'}>
        <div className="flex flex-col gap-6">
          <Presets policy={policy} locked={locked} onChoose={setPolicy} />
          <RuleFields policy={policy} locked={locked} onChange={(change) => setPolicy({ ...policy, ...change })} />
          {changed && <PasswordPreview view={preview} />}
          <div className="flex items-center gap-2">
            <ReasonButton
              variant="primary"
              loading={isPending}
              reason={reason ?? problem ?? (changed ? undefined : 'Nothing was changed yet.')}
              onClick={() => (mustChange > 0 ? setAsking(true) : void save(policy))}
            >
              Save policy
            </ReasonButton>
            {changed && <Button onClick={() => setPolicy(saved)}>Discard changes</Button>}
          </div>
        </div>
      </Section>
      <TryPassword policy={checked.success ? policy : saved} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Save this password policy?"
        consequences={[
          `${plural(mustChange, 'person', 'people')} must choose a new password when they next sign in.`,
          'Everybody else is checked when they next type theirs. Tokens go on working.',
        ]}
        confirmLabel="Save policy"
        onConfirm={() => save(policy)}
      />
    </>
  );
}

/** The organization's password policy: what holds, what a change would mean, and a place to try one. */
export function PasswordTab({ org, reason }: { readonly org: string; readonly reason: string | undefined }) {
  const { data, error, asOf, refetch } = useRoute('password_policy.get', { params: { org_id: org } });
  useStatus({ asOf });
  return (
    <SettingsColumn>
      {data ? (
        <PolicyEditor org={org} saved={data.password_policy} reason={reason} />
      ) : (
        <Section name="policy" title="Password policy">
          {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton height={320} />}
        </Section>
      )}
    </SettingsColumn>
  );
}
