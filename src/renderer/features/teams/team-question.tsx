import { Copy, Pencil, Trash2, UsersRound } from 'lucide-react';
import type { Team } from '../../../contract/api/teams.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { DeleteTeamsDialog } from './delete-teams-dialog.tsx';
import { CreateTeamDialog, EditTeamDialog } from './team-form-dialog.tsx';

/** What is asked about a team, or several. */
export type Question =
  | { readonly ask: 'create' }
  | { readonly ask: 'edit'; readonly team: Team }
  | { readonly ask: 'delete'; readonly teams: readonly Team[] };

/** What can be done with a team: the same for "⋯", a right click and the menu key. */
export function teamEntries(team: Team, reason: string | undefined, open: () => void, ask: (what: Question) => void) {
  return [
    { label: 'Open', icon: UsersRound, shortcut: 'Enter', onSelect: open },
    { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(team.id) },
    { separator: true },
    { label: 'Edit…', icon: Pencil, disabledReason: reason, onSelect: () => ask({ ask: 'edit', team }) },
    {
      label: 'Delete…',
      icon: Trash2,
      danger: true,
      disabledReason: reason,
      onSelect: () => ask({ ask: 'delete', teams: [team] }),
    },
  ] satisfies MenuEntry[];
}

interface DialogsProps {
  readonly org: string;
  readonly question: Question | null;
  readonly onClose: () => void;
  readonly onOpen: (team: string) => void;
  readonly onDeleted: () => void;
}

/** The dialog of the question that is open, if any. */
export function TeamDialogs({ org, question, onClose, onOpen, onDeleted }: DialogsProps) {
  if (question?.ask === 'create')
    return (
      <CreateTeamDialog
        org={org}
        onClose={onClose}
        onDone={(id) => {
          onClose();
          onOpen(id);
        }}
      />
    );
  if (question?.ask === 'edit')
    return <EditTeamDialog org={org} team={question.team} onClose={onClose} onDone={onClose} />;
  if (question?.ask === 'delete')
    return <DeleteTeamsDialog org={org} teams={question.teams} onClose={onClose} onDone={onDeleted} />;
  return null;
}
