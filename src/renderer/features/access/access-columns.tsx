import { CircleSlash } from 'lucide-react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import { roleName } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { describeActions } from './action-words.ts';
import { type AccessNames, grantSentence, sentenceText } from './grant-sentence.ts';

const person: Column<AccessEntry> = {
  id: 'person',
  header: 'Person',
  min: 160,
  sortValue: ({ user }) => personName(user),
  cell: ({ user }) => (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={user.id} name={personName(user)} image={user.image} size={20} />
      <bdi className="truncate font-medium" title={user.id}>
        {personName(user)}
      </bdi>
    </span>
  ),
};

const role: Column<AccessEntry> = {
  id: 'role',
  header: 'Role',
  width: 176,
  sortValue: ({ role_id }) => role_id ?? '',
  cell: ({ role_id }) => (role_id === null ? <span className="text-muted">No member</span> : roleName(role_id)),
};

const app: Column<AccessEntry> = {
  id: 'app',
  header: 'App',
  min: 150,
  sortValue: ({ app: { name } }) => name,
  cell: ({ app: { id, name } }) => (
    <bdi className="truncate font-medium" title={id}>
      {name}
    </bdi>
  ),
};

const may: Column<AccessEntry> = {
  id: 'may',
  header: 'May',
  min: 160,
  sortValue: ({ actions }) => actions.length,
  cell: ({ actions, denials }) =>
    denials.length > 0 ? (
      <Badge tone="red" icon={CircleSlash}>
        Kept out by a silo
      </Badge>
    ) : (
      <span className="truncate">{describeActions(actions)}</span>
    ),
};

/** All reasons in one line: "as Admin; through team Radiology, whose default is Model Trainer". */
export const reasonsText = ({ grants, user }: AccessEntry, names: AccessNames): string =>
  grants.map((grant) => sentenceText(grantSentence(grant, names, user.id))).join('; ');

const why = (names: AccessNames): Column<AccessEntry> => ({
  id: 'why',
  header: 'Why',
  min: 220,
  grow: 2,
  cell: (entry) => {
    const text = reasonsText(entry, names);
    return (
      <span className={entry.denials.length > 0 ? 'truncate text-muted line-through' : 'truncate'} title={text}>
        {text}
      </span>
    );
  },
});

/** What tells rows apart depends on what was asked: a person's apps, an app's people, or both for a team. */
export function accessColumns(by: 'person' | 'app' | 'team', names: AccessNames): readonly Column<AccessEntry>[] {
  const first = { person: [app], app: [person, role], team: [person, app] }[by];
  return [...first, may, why(names)];
}
