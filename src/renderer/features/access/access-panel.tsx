import { useState } from 'react';
import type { AccessEntry } from '../../../contract/api/access.ts';
import { cx } from '../../lib/cx.ts';
import { personName } from '../../lib/person-name.ts';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { actionTitle } from './action-words.ts';
import { Explanation } from './explanation.tsx';
import { type AccessNames, denialSentence, grantSentence } from './grant-sentence.ts';
import { Sentence } from './sentence.tsx';

interface AccessPanelProps {
  readonly org: string;
  readonly entry: AccessEntry;
  readonly names: AccessNames;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** One person and one app: every path in, what overrules it, and for each action what would end it. */
export function AccessPanel({ org, entry, names, ...panel }: AccessPanelProps) {
  const { user, app, actions, grants, denials } = entry;
  const [chosen, setChosen] = useState<string>();
  const action = actions.find((one) => one === chosen) ?? actions[0];
  return (
    <Panel title={`${personName(user)} in ${app.name}`} subtitle={`${user.id} · ${app.id}`} {...panel}>
      <div className="flex flex-col gap-5">
        <section>
          <h3 className="mb-1 font-medium">{denials.length > 0 ? 'What keeps them out' : 'What lets them in'}</h3>
          <ul className="flex flex-col gap-1">
            {denials.map((denial, index) => (
              <li key={index} className="break-words text-red-text">
                <Sentence org={org} parts={denialSentence(denial, names)} />.
              </li>
            ))}
            {grants.map((grant, index) => (
              <li
                key={index}
                className={cx('break-words first-letter:uppercase', denials.length > 0 && 'text-muted line-through')}
              >
                <Sentence org={org} parts={grantSentence(grant, names, user.id)} />
              </li>
            ))}
          </ul>
        </section>
        {action !== undefined && (
          <section className="flex flex-col gap-2">
            <SelectField
              label="Ask about one action"
              options={actions.map((value) => ({ value, label: actionTitle(value) }))}
              value={action}
              onChange={(event) => setChosen(event.target.value)}
            />
            <Explanation org={org} names={names} question={{ user_id: user.id, app_id: app.id, action }} />
          </section>
        )}
        {actions.length > 0 && (
          <section>
            <h3 className="mb-1 font-medium">Everything that this allows</h3>
            <ul className="columns-2 gap-4 text-muted">
              {actions.map((one) => (
                <li key={one}>{actionTitle(one)}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Panel>
  );
}
