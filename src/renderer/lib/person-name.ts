import { fullName } from './format.ts';

interface Named {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** What people call a person: both names, one of them, or the id when there is none. */
export const personName = (person: Named): string => fullName(person) || person.id;

/** "Ada Byron", "Ada Byron and Alan Turing", "Ada Byron, Alan Turing and 3 others". */
export function nameSome(names: readonly string[]): string {
  const [first = '', second = ''] = names;
  if (names.length <= 1) return first;
  if (names.length === 2) return `${first} and ${second}`;
  const others = names.length - 2;
  return `${first}, ${second} and ${others} ${others === 1 ? 'other' : 'others'}`;
}
