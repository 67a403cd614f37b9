import { type ChangeEvent, useRef } from 'react';
import type { Certificate } from '../../../contract/ipc.ts';
import { invoke } from '../../lib/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../account/section.tsx';
import { useMain } from './use-main.ts';

const load = async () => (await invoke('certificates.list', {})).certificates;
/** A file of certificates is small; a large one is something else. */
const MAX_BYTES = 200_000;

function CertificateRow({ certificate, onRemove }: { certificate: Certificate; onRemove: () => void }) {
  return (
    <li className="flex items-center gap-3 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{certificate.subject}</div>
        <div className="text-muted">
          Expires <RelativeTime time={certificate.valid_to} />
        </div>
        <div className="break-all font-mono text-muted text-xs" data-selectable>
          {certificate.fingerprint}
        </div>
      </div>
      <Button onClick={onRemove} aria-label={`Remove ${certificate.subject}`}>
        Remove
      </Button>
    </li>
  );
}

export function CertificatesSection() {
  const input = useRef<HTMLInputElement>(null);
  const { value, error, busy, run } = useMain<readonly Certificate[]>(load);
  const add = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file === undefined) return;
    const pem = await file.slice(0, MAX_BYTES).text();
    target.value = '';
    await run(async () => (await invoke('certificates.add', { pem })).certificates);
  };
  const remove = ({ fingerprint }: Certificate) =>
    run(async () => (await invoke('certificates.remove', { fingerprint })).certificates);
  return (
    <Section
      name="certificates"
      title="Certificate authorities"
      text="Servers are trusted whose certificate a public authority signed, or one of your company’s that you add here. There is no way to go on without."
      action={
        <>
          <input
            ref={input}
            type="file"
            accept=".pem,.crt,.cer"
            aria-label="File with a certificate"
            hidden
            onChange={(event) => void add(event)}
          />
          <Button loading={busy} onClick={() => input.current?.click()}>
            Add a file…
          </Button>
        </>
      }
    >
      {value !== null && value.length > 0 && (
        <ul className="rounded-lg border border-line">
          {value.map((certificate) => (
            <CertificateRow
              key={certificate.fingerprint}
              certificate={certificate}
              onRemove={() => void remove(certificate)}
            />
          ))}
        </ul>
      )}
      {value?.length === 0 && error === null && <p className="text-muted">None of your own.</p>}
      {error && <InlineError error={error} />}
    </Section>
  );
}
