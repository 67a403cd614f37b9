import { Link } from '@tanstack/react-router';
import { Ban } from 'lucide-react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Member } from '../../../contract/api/members.ts';
import { useAllPages } from '../../lib/api.ts';
import { errorSentence, plural } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { describeActions } from '../access/action-words.ts';
import type { Standing } from './member-offers.ts';

const pick = (answer: AnswerOf<'access.list'>) => answer.access;
const FIRST = 5;

const May = ({ entry: { actions, denials } }: { entry: AccessEntry }) =>
  denials.length > 0 ? (
    <Badge tone="red" icon={Ban}>
      Kept out
    </Badge>
  ) : (
    describeActions(actions)
  );

interface MemberReachProps {
  readonly org: string;
  readonly member: Member;
  readonly standing: Standing;
}

/** Which apps the member reaches: the first lines, and a link to all of them with the reasons. Everybody may see their own. */
export function MemberReach({ org, member, standing }: MemberReachProps) {
  const { id } = member.user;
  const maySee = standing.abilities.view_access === true || id === standing.me;
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
      <Link
        to="/o/$org/access"
        params={{ org }}
        search={{ by: 'person', of: id }}
        className="mt-1 inline-flex h-7 items-center rounded-md border border-line-strong bg-surface px-2 font-medium text-xs hover:bg-hover"
      >
        {complete ? `Show ${plural(rows.length, 'app')} and why` : 'Show all apps and why'}
      </Link>
    </>
  );
}
