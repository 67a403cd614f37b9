import { Link } from '@tanstack/react-router';
import { Ban } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Member } from '../../../contract/api/members.ts';
import { useAllPages } from '../../lib/api.ts';
import { errorSentence, plural } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { describeActions } from '../access/action-words.ts';
import { type AccessNames, grantsText } from '../access/grant-sentence.ts';
import { useAccessNames } from '../access/use-access-names.ts';
import type { Standing } from './member-offers.ts';
import { personName } from './person-name.ts';

const pick = (answer: AnswerOf<'access.list'>) => answer.access;
const rowId = ({ app }: AccessEntry) => app.id;
const rowName = ({ app }: AccessEntry) => app.name;
const FIRST = 5;

const May = ({ entry: { actions, denials } }: { entry: AccessEntry }) =>
  denials.length > 0 ? (
    <Badge tone="red" icon={Ban}>
      Kept out
    </Badge>
  ) : (
    describeActions(actions)
  );

const columnsOf = (names: AccessNames): readonly Column<AccessEntry>[] => [
  {
    id: 'app',
    header: 'App',
    grow: 2,
    min: 160,
    sortValue: ({ app }) => app.name.toLocaleLowerCase(),
    cell: ({ app }) => (
      <bdi className="font-medium" title={app.name}>
        {app.name}
      </bdi>
    ),
  },
  {
    id: 'may',
    header: 'May do',
    min: 150,
    sortValue: ({ actions }) => actions.length,
    cell: (entry) => <May entry={entry} />,
  },
  {
    id: 'how',
    header: 'How',
    grow: 3,
    min: 180,
    cell: ({ user, grants }) => {
      const text = grantsText(grants, names, user.id);
      return <span title={text}>{text}</span>;
    },
  },
];

interface AllProps {
  readonly org: string;
  readonly name: string;
  readonly entries: readonly AccessEntry[];
  readonly onClose: () => void;
}

function AllDialog({ org, name, entries, onClose }: AllProps) {
  const names = useAccessNames(org);
  const columns = useMemo(() => columnsOf(names), [names]);
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`What ${name} can reach`}
      description={`${plural(entries.length, 'app')}, through roles, teams, collaborations and visibility.`}
    >
      <div className="flex h-[min(52vh,440px)] flex-col overflow-hidden rounded-md border border-line">
        <DataTable
          label="Apps within reach"
          rows={entries}
          columns={columns}
          rowId={rowId}
          rowName={rowName}
          empty={<EmptyState title="No app" />}
        />
      </div>
    </Dialog>
  );
}

interface MemberReachProps {
  readonly org: string;
  readonly member: Member;
  readonly standing: Standing;
}

/** Which apps the member reaches: the first lines, and all of them on demand. Everybody may see their own. */
export function MemberReach({ org, member, standing }: MemberReachProps) {
  const { id } = member.user;
  const maySee = standing.abilities.view_access === true || id === standing.me;
  const [all, setAll] = useState(false);
  const input = { params: { org_id: org }, query: { user_id: id } };
  const { rows, complete, isPending, error } = useAllPages('access.list', input, pick, { enabled: maySee });
  if (!maySee) return <p className="text-muted">Only admins see what others can reach.</p>;
  if (isPending) return <Skeleton width="70%" height={14} />;
  if (error !== null && rows.length === 0) return <p className="text-muted">{errorSentence(error)}</p>;
  if (rows.length === 0) return <p className="text-muted">No app.</p>;
  return (
    <>
      <ul>
        {rows.slice(0, FIRST).map((entry) => (
          <li key={entry.app.id} className="flex min-h-7 items-center gap-3">
            <Link
              to="/o/$org/apps/$app"
              params={{ org, app: entry.app.id }}
              className="min-w-0 flex-1 truncate rounded-sm hover:underline"
              title={entry.app.name}
            >
              <bdi>{entry.app.name}</bdi>
            </Link>
            <span className="min-w-0 max-w-[55%] truncate text-muted">
              <May entry={entry} />
            </span>
          </li>
        ))}
      </ul>
      <Button size="sm" className="mt-1" onClick={() => setAll(true)}>
        {rows.length > FIRST && complete ? `Show all ${plural(rows.length, 'app')}` : 'Show how'}
      </Button>
      {all && <AllDialog org={org} name={personName(member.user)} entries={rows} onClose={() => setAll(false)} />}
    </>
  );
}
