import { useEffect, useState } from 'react';
import { type TokenRules, tokenRules } from '../../../contract/api/policies.ts';
import type { Action } from '../../../contract/permissions.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import type { ScopeMode } from '../account/scope-labels.ts';
import { ScopesField } from '../account/scopes-field.tsx';
import { usePreview } from './use-preview.ts';

interface TokenRulesFormProps {
  readonly org: string;
  readonly saved: TokenRules;
  readonly reason: string | undefined;
}

const DEFAULT_DAYS = 90;

const modeOf = ({ allowed_scopes: scopes }: TokenRules): ScopeMode =>
  scopes === null || scopes.includes('*') ? 'all' : scopes.some((scope) => scope !== 'read') ? 'chosen' : 'read';

/** Chosen actions may be read as well: a token that only reads is never the problem. */
function scopesFor(mode: ScopeMode, chosen: readonly Action[]): TokenRules['allowed_scopes'] {
  if (mode === 'all') return null;
  return mode === 'read' ? ['read'] : ['read', ...chosen];
}

const isAction = (scope: string): scope is Action => scope !== '*' && scope !== 'read';

function useSave(org: string) {
  const { run, isPending } = useCommand('token_rules.put');
  const invalidate = useInvalidate();
  const save = async (rules: TokenRules) => {
    try {
      await run({ params: { org_id: org }, body: { token_rules: rules } });
      await invalidate(org, 'token_rules.get', 'member_tokens.list');
      toast.success('The rules for tokens were saved.');
    } catch (thrown) {
      toast.error('The rules were not saved', toAppError(thrown));
    }
  };
  return { save, isPending };
}

/** How many tokens rules would keep out, in a sentence. */
function Meaning({ view }: { readonly view: ReturnType<typeof usePreview<'token_rules.preview'>> }) {
  const { data, error } = view;
  if (error && !data) return <InlineError error={error} />;
  if (data === undefined) return null;
  const { kept_out_count: tokens, people_count: people } = data;
  return (
    <p aria-live="polite" className="rounded-md border border-line px-3 py-2">
      {tokens === 0
        ? 'Every token of today keeps these rules.'
        : `Keeps ${plural(tokens, 'token')} of ${plural(people, 'person', 'people')} out of this organization, at once. Elsewhere they go on working.`}
    </p>
  );
}

export function TokenRulesForm({ org, saved, reason }: TokenRulesFormProps) {
  const [rules, setRules] = useState(saved);
  const [asking, setAsking] = useState(false);
  const { save, isPending } = useSave(org);
  useEffect(() => setRules(saved), [saved]);
  const change = (part: Partial<TokenRules>) => setRules((before) => ({ ...before, ...part }));
  const locked = reason !== undefined;
  const mode = modeOf(rules);
  const [chosen, setChosen] = useState(() => (saved.allowed_scopes ?? []).filter(isAction));
  const changed = JSON.stringify(rules) !== JSON.stringify(saved);
  const valid = tokenRules.safeParse(rules).success;
  const preview = usePreview(
    'token_rules.preview',
    { params: { org_id: org }, body: { token_rules: valid ? rules : saved } },
    changed && valid && !locked,
  );
  const keptOut = preview.data?.kept_out_count ?? 0;
  const days = rules.max_lifetime_days;
  return (
    <div className="flex max-w-[560px] flex-col gap-4">
      <Checkbox
        label="Every token must expire"
        hint="Tokens without an expiry are kept out."
        checked={rules.require_expiry}
        disabled={locked}
        onCheckedChange={(require_expiry) => change({ require_expiry })}
      />
      <Checkbox
        label="Limit how long a token may live"
        hint="Counted from its creation to its expiry."
        checked={days !== null}
        disabled={locked}
        onCheckedChange={(on) => change({ max_lifetime_days: on ? DEFAULT_DAYS : null })}
      />
      {days !== null && (
        <TextField
          label="Longest life in days"
          type="number"
          min={1}
          max={3650}
          value={Number.isNaN(days) ? '' : days}
          disabled={locked}
          error={valid ? undefined : 'Between 1 and 3650.'}
          className="w-48 pl-6"
          onChange={(event) => change({ max_lifetime_days: event.target.valueAsNumber })}
        />
      )}
      <ScopesField
        asRule
        mode={mode}
        onMode={(next) => change({ allowed_scopes: scopesFor(next, chosen) })}
        chosen={chosen}
        onChosen={(next) => {
          setChosen(next);
          change({ allowed_scopes: scopesFor('chosen', next) });
        }}
      />
      {changed && <Meaning view={preview} />}
      <div className="flex items-center gap-2">
        <ReasonButton
          variant="primary"
          loading={isPending}
          reason={
            reason ?? (valid ? (changed ? undefined : 'Nothing was changed yet.') : 'Correct the number of days first.')
          }
          onClick={() => (keptOut > 0 ? setAsking(true) : void save(rules))}
        >
          Save rules
        </ReasonButton>
        {changed && <Button onClick={() => setRules(saved)}>Discard changes</Button>}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Save these rules for tokens?"
        consequences={[
          `${plural(keptOut, 'token')} of ${plural(preview.data?.people_count ?? 0, 'person', 'people')} lose access to this organization at once.`,
          'Their owners see why, and can create new ones that keep the rules.',
        ]}
        confirmLabel="Save rules"
        onConfirm={() => save(rules)}
      />
    </div>
  );
}
