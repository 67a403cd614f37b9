import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import { exactTime } from '../../lib/format.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { Labels } from '../../ui/labels.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Visibility } from './app-columns.tsx';
import type { AppActs } from './use-app-acts.tsx';
import { visibilityText } from './visibility.ts';

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

const Fact = ({ name, children }: FactProps) => (
  <div className="border-line border-b py-3 last:border-b-0">
    <dt className="mb-1 text-muted text-xs">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

const Part = ({ name, children }: FactProps) => (
  <section className="border-line border-b py-5 first:pt-0 last:border-b-0">
    <h2 className="mb-2 font-semibold text-base">{name}</h2>
    {children}
  </section>
);

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-muted">{children}</p>;

function Facts({ app }: { app: App }) {
  const { id, user_id, visibility, compliance_labels, base_workflow_id, created_at, modified_at } = app;
  return (
    <dl className="-mt-3">
      <Fact name="Id">
        <CopyField label="id" text={id} />
      </Fact>
      <Fact name="Owner">
        <CopyField label="owner’s id" text={user_id} />
      </Fact>
      <Fact name="Visibility">
        <Visibility gettable={visibility.gettable} />
        <p className="mt-0.5 text-muted text-xs">{visibilityText(visibility.gettable).hint}</p>
      </Fact>
      <Fact name="Compliance labels">
        <Labels labels={compliance_labels} />
      </Fact>
      {base_workflow_id !== undefined && (
        <Fact name="Base workflow">
          {base_workflow_id === null ? (
            <span className="text-muted">None</span>
          ) : (
            <code className="font-mono text-xs">{base_workflow_id}</code>
          )}
        </Fact>
      )}
      <Fact name="Created">
        <RelativeTime time={created_at} /> <span className="text-muted">({exactTime(created_at)})</span>
      </Fact>
      <Fact name="Changed">
        <RelativeTime time={modified_at} /> <span className="text-muted">({exactTime(modified_at)})</span>
      </Fact>
    </dl>
  );
}

/** What the app is, in its owner's words and in facts. Notes are shown as they were written: nothing in them runs. */
export function OverviewTab({ app, acts }: { readonly app: App; readonly acts: AppActs }) {
  const blocked = useBlocked();
  const may = app.abilities.edit_app_description === true || app.abilities.edit_app_notes === true;
  const metadata = Object.keys(app.metadata ?? {}).length === 0 ? '' : JSON.stringify(app.metadata, null, 2);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section aria-label="Overview" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex items-start gap-10 px-4 py-5 max-[800px]:flex-col max-[1150px]:gap-6">
        <div className="min-w-0 max-w-[760px] flex-1">
          <Part name="Description">
            {app.description === '' ? (
              <Nothing>Nobody has described this app yet.</Nothing>
            ) : (
              <p className="whitespace-pre-wrap break-words text-base">{app.description}</p>
            )}
          </Part>
          <Part name="Notes">
            {app.notes ? <p className="whitespace-pre-wrap break-words">{app.notes}</p> : <Nothing>No notes.</Nothing>}
          </Part>
          <Part name="Metadata">
            {metadata === '' ? (
              <Nothing>None.</Nothing>
            ) : (
              <pre className="overflow-x-auto rounded-md border border-line bg-side p-3 font-mono text-xs">
                {metadata}
              </pre>
            )}
          </Part>
        </div>
        <aside aria-label="Facts" className="w-[300px] shrink-0">
          <div className="mb-4 flex justify-end">
            <ReasonButton
              icon={Pencil}
              reason={blocked ?? (may ? undefined : 'You may not change this app. Whoever administers it can let you.')}
              onClick={() => acts.ask('edit', app)}
            >
              Edit app…
            </ReasonButton>
          </div>
          <Facts app={app} />
        </aside>
      </div>
    </section>
  );
}
