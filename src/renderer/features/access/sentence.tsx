import { Link } from '@tanstack/react-router';
import type { Sentence as Parts, Thing } from './grant-sentence.ts';

export const linkClass =
  'rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current';

function ThingLink({ org, thing: { kind, id, text } }: { org: string; thing: Thing }) {
  const name = <bdi>{text}</bdi>;
  if (kind === 'team')
    return (
      <Link to="/o/$org/teams/$team" params={{ org, team: id }} className={linkClass}>
        {name}
      </Link>
    );
  if (kind === 'app')
    return (
      <Link to="/o/$org/apps/$app" params={{ org, app: id }} className={linkClass}>
        {name}
      </Link>
    );
  if (kind === 'person')
    return (
      <Link to="/o/$org/members" params={{ org }} search={{ member: id }} className={linkClass}>
        {name}
      </Link>
    );
  return <span className="font-medium">{name}</span>;
}

/** A sentence about access, with what it names as links. */
export function Sentence({ org, parts }: { readonly org: string; readonly parts: Parts }) {
  return parts.map((part, index) =>
    typeof part === 'string' ? part : <ThingLink key={index} org={org} thing={part} />,
  );
}
