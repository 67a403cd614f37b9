import { Link } from '@tanstack/react-router';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { useRoute } from '../../lib/api.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useStanding } from '../members/use-standing.ts';
import { type AccessNames, accessSentence, changeSentence, sentenceText } from './grant-sentence.ts';
import { linkClass, Sentence } from './sentence.tsx';
import { addressOfChange } from './try/changes-to-try.ts';

export type Question = NonNullable<InputOf<'access.explain'>['body']>;

interface ExplanationProps {
  readonly org: string;
  readonly names: AccessNames;
  readonly question: Question;
}

/** Whether somebody may do something, with every reason, in words. */
export function Explanation({ org, names, question }: ExplanationProps) {
  const { data, error } = useRoute('access.explain', { params: { org_id: org }, body: question });
  if (error && data === undefined) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={48} />;
  return (
    <div className="flex flex-col gap-3">
      <p aria-live="polite" className="break-words rounded-md border border-line bg-side px-3 py-2">
        <Sentence org={org} parts={accessSentence({ ...question, ...data }, names)} />
      </p>
      {data.denials.length === 0 && <Endings org={org} names={names} ways={data.ended_by} />}
    </div>
  );
}

interface EndingsProps extends Omit<ExplanationProps, 'question'> {
  readonly ways: AnswerOf<'access.explain'>['ended_by'];
}

/** Each single change that would end it, as a way to see what else it would do. */
function Endings({ org, names, ways }: EndingsProps) {
  const maySee = useStanding(org).abilities.view_access === true;
  const links = ways.flatMap(([change, ...more]) => {
    const search = change === undefined || more.length > 0 ? undefined : addressOfChange(change);
    return search === undefined || change === undefined
      ? []
      : [{ search, text: sentenceText(changeSentence(change, names)) }];
  });
  if (!maySee || links.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 text-muted text-xs">Each of these ends it. What else would it do?</h4>
      <ul className="flex flex-col gap-1">
        {links.map(({ search, text }) => (
          <li key={text} className="break-words">
            <Link to="/o/$org/access" params={{ org }} search={search} className={linkClass}>
              What if you {text}?
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
