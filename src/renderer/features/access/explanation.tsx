import type { InputOf } from '../../../contract/api/index.ts';
import { useRoute } from '../../lib/api.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type AccessNames, accessSentence } from './grant-sentence.ts';
import { Sentence } from './sentence.tsx';

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
    <p aria-live="polite" className="break-words rounded-md border border-line bg-side px-3 py-2">
      <Sentence org={org} parts={accessSentence({ ...question, ...data }, names)} />
    </p>
  );
}
