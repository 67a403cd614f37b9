import { Ban, Check } from 'lucide-react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import type { AppAction } from '../../../contract/permissions.ts';
import { plural } from '../../lib/format.ts';
import { actionTitle, describeActions } from './action-words.ts';
import { type AccessNames, denialSentence, grantSentence, type Sentence as Parts } from './grant-sentence.ts';
import { Sentence } from './sentence.tsx';

interface LineProps {
  readonly org: string;
  readonly parts: Parts;
  readonly denied?: boolean;
}

function Line({ org, parts, denied = false }: LineProps) {
  const Icon = denied ? Ban : Check;
  return (
    <li className="flex gap-2 py-1.5">
      <Icon aria-hidden size={14} className={`mt-0.5 shrink-0 ${denied ? 'text-red-text' : 'text-green-text'}`} />
      <span className="min-w-0 break-words first-letter:uppercase">
        <Sentence org={org} parts={parts} />
      </span>
    </li>
  );
}

const Actions = ({ actions }: { actions: readonly AppAction[] }) => (
  <ul className="grid grid-cols-2 gap-x-3 gap-y-1">
    {actions.map((action) => (
      <li key={action} className="min-w-0 break-words text-muted">
        {actionTitle(action)}
      </li>
    ))}
  </ul>
);

interface GrantListProps {
  readonly org: string;
  readonly entry: Pick<AccessEntry, 'user' | 'actions' | 'grants' | 'denials'>;
  readonly names: AccessNames;
}

/** One person and one app: what keeps them out, what lets them in, and every action that comes of it. */
export function GrantList({ org, entry: { user, actions, grants, denials }, names }: GrantListProps) {
  const overruled = denials.length > 0;
  return (
    <div className="space-y-5">
      {overruled && (
        <section>
          <h3 className="mb-1 font-medium">Kept out</h3>
          <ul>
            {denials.map((denial, index) => (
              <Line key={index} org={org} parts={denialSentence(denial, names)} denied />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="mb-1 font-medium">{overruled ? 'What that overrules' : 'What lets them in'}</h3>
        <ul>
          {grants.map((grant, index) => (
            <Line key={index} org={org} parts={grantSentence(grant, names, user.id)} />
          ))}
        </ul>
      </section>
      {!overruled && (
        <section>
          <h3 className="mb-1.5 font-medium">
            {describeActions(actions)}{' '}
            <span className="font-normal text-muted">({plural(actions.length, 'action')})</span>
          </h3>
          <Actions actions={actions} />
        </section>
      )}
    </div>
  );
}
