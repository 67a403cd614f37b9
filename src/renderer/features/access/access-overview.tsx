import { KeySquare } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { APP_ACTION_NAMES } from '../../../contract/permissions.ts';
import { useEndlessList } from '../../lib/endless-list.ts';
import { useOpenRow } from '../../lib/open-row.ts';
import { useStatus } from '../../lib/page.ts';
import { useAccount } from '../../lib/session.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchChip } from '../../ui/search-chip.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useStanding } from '../members/use-standing.ts';
import type { AccessAddress } from './access-address.ts';
import { useAccessChoices } from './access-choices.ts';
import { accessColumns } from './access-columns.tsx';
import { AccessPanel } from './access-panel.tsx';
import { actionWords } from './action-words.ts';
import { useAccessNames } from './use-access-names.ts';

type By = 'person' | 'app' | 'team';

const BY_OPTIONS = [
  { value: 'person', label: 'By person' },
  { value: 'app', label: 'By app' },
  { value: 'team', label: 'By team' },
];
const NAMES: Readonly<Record<By, string>> = { person: 'Person', app: 'App', team: 'Team' };
const QUESTIONS: Readonly<Record<By, string>> = {
  person: 'What can this person reach, and why?',
  app: 'Who can reach this app, and why?',
  team: 'What do this team’s members reach, and why?',
};

const NOTHING: Readonly<Record<By, { readonly title: string; readonly text: string }>> = {
  person: { title: 'This person reaches no app', text: 'Neither a role, nor a team, nor a share gives any.' },
  app: { title: 'Nobody reaches this app', text: 'No role, team or share gives it to anybody.' },
  team: { title: 'Nobody reaches an app through this team', text: 'It has no members, or no apps.' },
};

const pick = (answer: AnswerOf<'access.list'>) => answer.access;
const after = (input: InputOf<'access.list'>, cursor: string): InputOf<'access.list'> => ({
  ...input,
  query: { ...input.query, cursor },
});

const rowId = ({ user, app }: AccessEntry) => `${user.id}/${app.id}`;
const rowName = ({ user, app }: AccessEntry) => `${user.id} in ${app.name}`;

interface TableProps {
  readonly org: string;
  readonly by: By;
  readonly of: string;
  readonly openId: string | undefined;
  readonly onOpenId: (id: string | undefined) => void;
}

function AccessTable({ org, by, of, openId, onOpenId }: TableProps) {
  const input = useMemo(
    () => ({ params: { org_id: org }, query: { [`${by === 'person' ? 'user' : by}_id`]: of, per_page: 500 } }),
    [org, by, of],
  );
  const list = useEndlessList('access.list', input, { pick, after });
  const names = useAccessNames(org);
  const columns = useMemo(() => accessColumns(by, names), [by, names]);
  const { row: entry, open, close, previous, next } = useOpenRow(list.rows, rowId, openId, onOpenId);
  useStatus({ asOf: list.asOf });
  return (
    <div className="relative flex min-h-0 flex-1">
      <DataTable
        label="Access"
        rows={list.rows}
        columns={entry === undefined ? columns : columns.filter(({ id }) => id !== 'why')}
        rowId={rowId}
        rowName={rowName}
        onOpen={open}
        openId={openId ?? null}
        loading={list.isPending}
        error={list.rows.length === 0 ? list.error : null}
        onRetry={list.refetch}
        onNearEnd={list.more}
        total={list.complete ? list.rows.length : null}
        noun={['answer', 'answers']}
        empty={<EmptyState icon={KeySquare} title={NOTHING[by].title} text={NOTHING[by].text} />}
      />
      {entry && (
        <AccessPanel org={org} entry={entry} names={names} onClose={close} onPrevious={previous} onNext={next} />
      )}
    </div>
  );
}

/** What a person may do in the organization itself, beyond its apps. */
function OrganizationActions({ org, person }: { readonly org: string; readonly person: string }) {
  const input = { params: { org_id: org }, query: { user_id: person, per_page: 500 } };
  const list = useEndlessList('access.list', input, { pick: pickActions, after });
  // What is done in an app is told with the app, below.
  const actions = list.rows.filter((action) => !aboutApps.includes(action));
  if (actions.length === 0) return null;
  return (
    <p className="border-line border-b px-4 py-2 text-muted">
      In the organization itself: <span className="text-text">{actions.map(actionWords).join(', ')}</span>.
    </p>
  );
}

const aboutApps: readonly string[] = APP_ACTION_NAMES;
const pickActions = (answer: AnswerOf<'access.list'>) => answer.organization_actions ?? [];

interface AccessOverviewProps {
  readonly org: string;
  readonly address: AccessAddress;
  readonly onChange: (changes: AccessAddress) => void;
}

/** By person, by app or by team: everything that is open, and what opens it. */
export function AccessOverview({ org, address, onChange }: AccessOverviewProps) {
  const me = useAccount()?.person.id ?? '';
  const maySeeAll = useStanding(org).abilities.view_access === true;
  const by: By = maySeeAll ? (address.by ?? 'person') : 'person';
  const of = maySeeAll ? address.of : me;
  const choices = useAccessChoices(org, maySeeAll);
  const onOpenId = useCallback((open: string | undefined) => onChange({ open }), [onChange]);
  const toolbar: ReactNode = maySeeAll ? (
    <>
      <SelectField
        hideLabel
        label="Look by"
        options={BY_OPTIONS}
        value={by}
        className="w-32"
        onChange={(event) => onChange({ by: event.target.value as By, of: undefined, open: undefined })}
      />
      <SearchChip
        name={NAMES[by]}
        choices={choices[by]}
        value={of ?? null}
        onChange={(value) => onChange({ of: value ?? undefined, open: undefined })}
      />
    </>
  ) : (
    <span className="text-muted">What you can reach. Admins see this for everybody.</span>
  );
  return (
    <>
      <div className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b px-4">{toolbar}</div>
      {of === undefined || of === '' ? (
        <EmptyState
          icon={KeySquare}
          title={QUESTIONS[by]}
          text={`Choose a ${NAMES[by].toLowerCase()} above. Every answer opens to the roles, teams and shares behind it, and to what would end it.`}
        />
      ) : (
        <>
          {by === 'person' && <OrganizationActions key={of} org={org} person={of} />}
          <AccessTable key={`${by} ${of}`} {...{ org, by, of, onOpenId }} openId={address.open} />
        </>
      )}
    </>
  );
}
