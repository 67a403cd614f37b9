import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import type { App } from '../../../contract/api/apps.ts';
import { newId } from '../../../contract/common.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { DangerBox, DangerRow, Section, SettingsColumn } from '../account/section.tsx';
import { appReason } from './app-offers.ts';
import type { AppActs } from './use-app-acts.tsx';
import { useAppLink } from './use-app-link.ts';

const schema = z.strictObject({ new_id: newId });

interface SettingsProps {
  readonly app: App;
  readonly org: string | null;
  readonly acts: AppActs;
}

function IdForm({ app, reason }: { app: App; reason: string | undefined }) {
  const { run } = useCommand('app.update');
  const invalidate = useInvalidate();
  const navigate = useNavigate();
  const link = useAppLink();
  const { form, submit, busy, error, problem } = useRecordForm(schema, { new_id: app.id }, async ({ new_id }) => {
    await run({ params: { user_id: app.user_id, app_id: app.id }, body: { app: { new_id } } });
    void invalidate(app.user_id, 'apps.list', 'team_apps.list', 'access.list', 'starred.list');
    toast.success(`${app.name} has the id ${new_id} now.`);
    await navigate({ ...link({ user_id: app.user_id, id: new_id }, 'settings'), replace: true });
  });
  return (
    <form className="flex max-w-[480px] flex-col gap-3" onSubmit={submit} noValidate>
      <div className="flex items-start gap-2">
        <TextField
          mono
          label="Id"
          hideLabel
          className="flex-1"
          readOnly={reason !== undefined}
          hint={reason}
          error={problem('new_id')}
          {...form.register('new_id')}
        />
        <ReasonButton
          type="submit"
          loading={busy}
          reason={reason ?? (form.watch('new_id') === app.id ? 'It has this id already.' : undefined)}
        >
          Change id
        </ReasonButton>
      </div>
      {error && <InlineError error={error} />}
    </form>
  );
}

/** What is seldom done with an app, and what cannot be undone. */
export function AppSettingsTab({ app, acts }: SettingsProps) {
  const blocked = useBlocked();
  return (
    <SettingsColumn>
      <Section
        name="id"
        title="Id"
        text="Part of addresses and of the API. Scripts that name the old id stop finding the app."
      >
        <IdForm key={app.id} app={app} reason={appReason(app, 'edit_app_id', blocked)} />
      </Section>
      <Section name="danger" title="Danger zone" danger>
        <DangerBox>
          <DangerRow
            title="Transfer app"
            text="Another organization owns it from then on. Its teams lose it."
            action={
              <ReasonButton reason={appReason(app, 'transfer_app', blocked)} onClick={() => acts.ask('transfer', app)}>
                Transfer…
              </ReasonButton>
            }
          />
          <DangerRow
            title="Delete app"
            text="Deletes all that is in it. It cannot be restored."
            action={
              <ReasonButton
                variant="danger"
                reason={appReason(app, 'delete_app', blocked)}
                onClick={() => acts.ask('delete', app)}
              >
                Delete…
              </ReasonButton>
            }
          />
        </DangerBox>
      </Section>
    </SettingsColumn>
  );
}
