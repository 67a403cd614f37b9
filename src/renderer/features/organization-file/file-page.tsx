import { Download, FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useOrgId } from '../../lib/current.ts';
import { cx } from '../../lib/cx.ts';
import { useSubject } from '../../lib/page.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { Gate } from '../../ui/forbidden.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Section, SettingsColumn } from '../account/section.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { ProblemList } from './problem-list.tsx';
import { type OrganizationFile, useOrganizationFile } from './use-organization-file.ts';

function OpenFile({ file, blocked }: { readonly file: OrganizationFile; readonly blocked: string | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    if (blocked === undefined && files !== null && files.length > 0) void file.open([...files]);
  };
  const drop = (event: DragEvent) => {
    // Taken here: the window would offer it to whoever takes spreadsheets.
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      aria-label="Open a file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-8 text-center',
        over ? 'border-accent bg-hover' : 'border-line-strong',
      )}
    >
      <p className="text-muted">Drop a YAML file here, or choose one. Nothing is changed by comparing.</p>
      <ReasonButton icon={FileUp} reason={blocked} loading={file.busy} onClick={() => input.current?.click()}>
        Choose file…
      </ReasonButton>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,application/yaml"
        aria-label="Organization file"
        className="hidden"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </section>
  );
}

function FileSections({ org }: { readonly org: string }) {
  const file = useOrganizationFile(org);
  const blocked = useBlocked();
  const { problems, comparison, error } = file;
  return (
    <SettingsColumn>
      <Section
        name="export"
        title="Export"
        text="Settings, roles, teams with their apps, policies and labels as one YAML file, to keep, to compare, to make another organization alike. People and secrets are not in it."
        action={
          <ReasonButton icon={Download} reason={blocked} loading={file.busy} onClick={() => void file.exportFile()}>
            Export as YAML…
          </ReasonButton>
        }
      >
        {null}
      </Section>
      <Section
        name="compare"
        title="Compare and apply"
        text="Shows what would have to change here so that it is what the file says. You choose, you see whose access it changes, and only then it is applied."
      >
        <div className="flex flex-col gap-4">
          {comparison === null && <OpenFile file={file} blocked={blocked} />}
          {error !== null && <InlineError error={error} advise={error.name !== 'internal'} />}
          {problems !== null && <ProblemList file={problems.file} problems={problems.list} />}
          {comparison !== null && <ComparisonView org={org} file={file} comparison={comparison} blocked={blocked} />}
        </div>
      </Section>
    </SettingsColumn>
  );
}

/** An organization as a file: exported, compared, applied as a plan that somebody has read. */
export function OrganizationFilePage() {
  const org = useOrgId();
  useSubject('As a file');
  return (
    <Gate action="manage_policies" what="the organization as a file">
      <FileSections key={org} org={org} />
    </Gate>
  );
}
