import { FileUp, X } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useRef } from 'react';
import { MOST_IN_JOB } from '../../../../contract/invite-jobs.ts';
import type { RoleId } from '../../../../contract/permissions.ts';
import { formatNumber, plural, roleOptions } from '../../../lib/format.ts';
import { readTextFile } from '../../../lib/read-text-file.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useTeams } from '../../members/use-teams.ts';
import { roleRisk } from '../role-risk.ts';
import { TeamsField } from '../teams-field.tsx';
import { ColumnsPreview } from './columns-preview.tsx';
import { changeDesk, type Desk } from './desk-store.ts';
import { readSource, type Source } from './read-source.ts';

interface SourceFormProps {
  readonly account: string;
  readonly org: string;
  readonly desk: Desk;
}

/** Up to here a text field stays quick; what is longer is shown as a line that says what it is. */
const LONG_TEXT = 40_000;

function FileButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        Choose a file…
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt"
        aria-label="File with people"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** The text in a field; of a file, or where it is very long, a line that says what there is. */
function TextOrFile({ desk, source, onText }: { desk: Desk; source: Source; onText: (text: string) => void }) {
  const { text, file } = desk;
  if (file === null && text.length <= LONG_TEXT)
    return (
      <TextArea
        label="People"
        rows={8}
        mono
        placeholder={'Ada Byron <ada@example.org>, alan@example.org\nor rows of a spreadsheet'}
        hint={`Addresses in any form, or rows copied from a spreadsheet. At most ${formatNumber(MOST_IN_JOB)} people at a time.`}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (pasted.length <= LONG_TEXT) return;
          // A browser takes half a minute to type twenty thousand lines into a field that then shows none of them.
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          onText(text.slice(0, selectionStart) + pasted + text.slice(selectionEnd));
        }}
      />
    );
  return (
    <div className="flex items-center gap-3 rounded-md border border-line bg-hover px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{file?.name ?? 'Pasted text'}</p>
        <p className="text-muted text-xs">
          {plural(source.rows.length, 'row')}
          {file !== null && `, ${file.encoding}`}
        </p>
      </div>
      <IconButton label="Remove this list" icon={X} onClick={() => onText('')} />
    </div>
  );
}

/** Takes people in: typed, pasted or from a file, with the role and the teams of those who have none of their own. */
export function SourceForm({ account, org, desk }: SourceFormProps) {
  const formId = useId();
  const { rows: teams } = useTeams(org);
  const change = (changes: Partial<Desk>) => changeDesk(account, org, changes);
  const { text, file, mapping, defaults } = useDeferredValue(desk);
  const source = useMemo(
    () => readSource({ text, file, mapping }, defaults, teams),
    [text, file, mapping, defaults, teams],
  );
  const take = async (chosen: File) => {
    const read = await readTextFile(chosen);
    if (typeof read === 'string') toast.error(read);
    else change({ text: read.text, file: read, mapping: null });
  };
  const empty = desk.text.trim() === '';
  const reason = empty ? 'Paste addresses or choose a file first.' : (source.problem ?? undefined);
  const { role } = desk.defaults;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <form
        id={formId}
        className="mx-auto flex max-w-[880px] flex-col gap-5 p-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason === undefined) change({ rows: source.rows, answers: new Map() });
        }}
      >
        <div className="flex flex-col gap-3">
          <TextOrFile
            desk={desk}
            source={source}
            onText={(typed) => change({ text: typed, file: null, mapping: null })}
          />
          <div className="flex flex-wrap items-center gap-3">
            <FileButton onFile={(chosen) => void take(chosen)} />
            <span className="text-muted">or drop a CSV anywhere on this window</span>
          </div>
        </div>
        {source.table && (
          <ColumnsPreview
            rows={source.table.rows}
            mapping={source.table.mapping}
            onMapping={(next) => change({ mapping: next })}
          />
        )}
        <div className="grid grid-cols-2 gap-5">
          <SelectField
            label="Role"
            options={roleOptions}
            value={role}
            onChange={(event) => change({ defaults: { ...desk.defaults, role: event.target.value as RoleId } })}
            hint={`${roleRisk(role).text}. For everybody whose row names no role.`}
          />
          <TeamsField
            org={org}
            chosen={desk.defaults.teams}
            onChosen={(chosen) => change({ defaults: { ...desk.defaults, teams: chosen } })}
          />
        </div>
        {source.problem && !empty && (
          <p role="alert" className="text-red-text">
            {source.problem}
          </p>
        )}
        <footer className="flex items-center gap-3 border-line border-t pt-4">
          <ReasonButton type="submit" variant="primary" reason={reason}>
            {source.rows.length === 0 ? 'Check the list' : `Check ${plural(source.rows.length, 'row')}`}
          </ReasonButton>
          <span className="text-muted">Nobody is invited before you have seen the result.</span>
        </footer>
      </form>
    </div>
  );
}
