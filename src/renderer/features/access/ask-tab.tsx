import { MessageCircleQuestion } from 'lucide-react';
import { ACTION_NAMES, type Action, APP_ACTION_NAMES } from '../../../contract/permissions.ts';
import { useAccount } from '../../lib/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchChip } from '../../ui/search-chip.tsx';
import { useStanding } from '../members/use-standing.ts';
import type { AccessAddress } from './access-address.ts';
import { useAccessChoices } from './access-choices.ts';
import { actionTitle } from './action-words.ts';
import { Explanation } from './explanation.tsx';
import { useAccessNames } from './use-access-names.ts';

const ACTIONS = ACTION_NAMES.map((value) => ({ value, label: actionTitle(value) }));
const isAction = (text: string | undefined): text is Action => ACTION_NAMES.some((name) => name === text);
const aboutApps: readonly string[] = APP_ACTION_NAMES;

interface AskTabProps {
  readonly org: string;
  readonly address: AccessAddress;
  readonly onChange: (changes: AccessAddress) => void;
}

/** One question, answered in a sentence: can this person do that, and why. */
export function AskTab({ org, address, onChange }: AskTabProps) {
  const me = useAccount()?.person.id ?? '';
  const maySeeAll = useStanding(org).abilities.view_access === true;
  const choices = useAccessChoices(org, true);
  const names = useAccessNames(org);
  const person = maySeeAll ? address.person : me;
  const { app, action } = address;
  const needsApp = action !== undefined && aboutApps.includes(action);
  const question =
    person !== undefined && isAction(action) && (!needsApp || app !== undefined)
      ? { user_id: person, action, ...(needsApp && app !== undefined && { app_id: app }) }
      : null;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <span className="text-muted">Can</span>
        {maySeeAll ? (
          <SearchChip
            name="Person"
            choices={choices.person}
            value={person ?? null}
            onChange={(value) => onChange({ person: value ?? undefined })}
          />
        ) : (
          <span className="font-medium">you</span>
        )}
        <SearchChip
          name="Action"
          choices={ACTIONS}
          value={action ?? null}
          onChange={(value) => onChange({ action: value ?? undefined })}
        />
        {needsApp && (
          <>
            <span className="text-muted">in</span>
            <SearchChip
              name="App"
              choices={choices.app}
              value={app ?? null}
              onChange={(value) => onChange({ app: value ?? undefined })}
            />
          </>
        )}
        <span className="text-muted">?</span>
      </div>
      {question === null ? (
        <EmptyState
          icon={MessageCircleQuestion}
          title="Can they, and why?"
          text="Choose a person, an action and, where it is about an app, the app. The answer names every role, team, share and rule that decides, and what would end it."
        />
      ) : (
        <div className="mx-auto max-w-[760px] p-6 text-base">
          <Explanation org={org} names={names} question={question} />
        </div>
      )}
    </div>
  );
}
