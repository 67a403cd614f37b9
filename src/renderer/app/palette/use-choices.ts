import { Boxes, UsersRound } from 'lucide-react';
import { useMemo } from 'react';
import type { CommandName } from '../../../contract/commands.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { FoundName, NameKind } from '../../../contract/ipc.ts';
import { wordsOf } from '../../../contract/name-match.ts';
import { useGoTo } from '../use-go-to.ts';
import { arrange, type Choice, type RankedChoice, rankOwn, type ShownGroup } from './choice.ts';
import { useNames } from './use-names.ts';
import { useOwnChoices } from './use-own-choices.ts';

const GROUPS = { member: 'Members', team: 'Teams', app: 'Apps' } as const satisfies Record<NameKind, Choice['group']>;

type GoTo = ReturnType<typeof useGoTo>;

function goToName({ kind, id, organization }: FoundName, goTo: GoTo): void {
  if (organization === null) goTo(`/apps/${id}`);
  else if (kind === 'member') goTo(`/o/${organization.id}/members`, { member: id });
  else goTo(`/o/${organization.id}/${kind}s/${id}`);
}

function choiceOf(found: FoundName, goTo: GoTo): RankedChoice {
  const { key, kind, id, name, detail, organization, score } = found;
  const icon = kind === 'member' ? { avatar: 'person' as const, id } : kind === 'team' ? UsersRound : Boxes;
  const where = organization?.name ?? 'Yours';
  return {
    choice: {
      key,
      group: GROUPS[kind],
      label: name,
      detail: kind === 'member' ? `${detail} · ${where}` : where,
      icon,
      run: () => goToName(found, goTo),
    },
    score,
  };
}

export interface Choices {
  readonly groups: readonly ShownGroup[];
  /** How many answer in all, shown or not. */
  readonly found: number;
  /** How many names of people, teams and apps were looked through. */
  readonly known: number;
  /** Whether names for what is typed are still to come. */
  readonly waiting: boolean;
  /** Whether what is kept is still being read. */
  readonly reading: boolean;
  readonly error: AppError | null;
}

/** Everything that answers to what is typed, in groups, the best first. `run` does what a command does. */
export function useChoices(text: string, recent: readonly string[], run: (command: CommandName) => void): Choices {
  const own = useOwnChoices(run);
  const names = useNames(text, recent);
  const goTo = useGoTo();
  const words = useMemo(() => wordsOf(text), [text]);
  const ranked = useMemo(() => rankOwn(own, words, recent), [own, words, recent]);
  const groups = useMemo(() => {
    const found = names.answer.names.map((name) => choiceOf(name, goTo));
    return arrange([...ranked, ...found], words, recent);
  }, [ranked, names.answer, goTo, words, recent]);
  return {
    groups,
    found: ranked.length + names.answer.found,
    known: names.answer.known,
    waiting: names.text !== text,
    reading: names.error === null && !names.answer.complete,
    error: names.error,
  };
}
