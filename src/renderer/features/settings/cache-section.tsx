import { useState } from 'react';
import { CACHE_DAYS, CACHE_MEGABYTES, type CacheInfo, type Settings } from '../../../contract/ipc.ts';
import { invoke } from '../../lib/bridge.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Section } from '../account/section.tsx';
import { useMain } from './use-main.ts';
import { changeSettings } from './use-setting.ts';

const SIZES = CACHE_MEGABYTES.map((megabytes) => ({
  value: String(megabytes),
  label: megabytes < 1000 ? `${megabytes} MB` : '1 GB',
}));
const AGES = CACHE_DAYS.map((days) => ({ value: String(days), label: days === 365 ? '1 year' : `${days} days` }));
const load = () => invoke('cache.info', {});

/** "3.4 MB in 212 answers." */
export const cacheText = ({ bytes, entries }: CacheInfo): string =>
  entries === 0
    ? 'Nothing is kept.'
    : `${formatNumber(Math.max(0.1, Math.round(bytes / 100_000) / 10))} MB in ${plural(entries, 'answer')}.`;

function CacheState({ info }: { readonly info: CacheInfo }) {
  return (
    <div className="flex flex-col gap-1">
      <p>{cacheText(info)}</p>
      {info.dropped > 0 && (
        <p className="text-muted">
          {plural(info.dropped, 'answer was', 'answers were')} damaged or not the last state, and dropped. They are
          loaded again when you see them.
        </p>
      )}
      {info.problem !== null && (
        <p role="alert" className="text-red-text">
          {info.problem}
        </p>
      )}
    </div>
  );
}

export function CacheSection({ settings }: { readonly settings: Settings }) {
  const [asking, setAsking] = useState(false);
  const { value, error, busy, run } = useMain(load);
  const { cache } = settings;
  const change = (part: Partial<Settings['cache']>) => void changeSettings({ cache: { ...cache, ...part } });
  return (
    <Section
      name="cache"
      title="Offline use"
      text="What you have seen is kept encrypted, so that it is there without a connection. The key is in the keychain."
      action={
        <Button onClick={() => setAsking(true)} disabled={busy}>
          Clear…
        </Button>
      }
    >
      <div className="flex max-w-[560px] flex-col gap-4">
        <div className="grid grid-cols-2 gap-4">
          <SelectField
            label="Keep at most"
            options={SIZES}
            value={String(cache.megabytes)}
            onChange={({ target }) => change({ megabytes: Number(target.value) as Settings['cache']['megabytes'] })}
          />
          <SelectField
            label="For"
            options={AGES}
            value={String(cache.days)}
            onChange={({ target }) => change({ days: Number(target.value) as Settings['cache']['days'] })}
          />
        </div>
        {value && <CacheState info={value} />}
        {error && <InlineError error={error} />}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Clear what is kept for offline use?"
        consequences={[
          `${plural(value?.entries ?? 0, 'answer')} of all accounts go.`,
          'What you see from now on is kept again.',
        ]}
        confirmLabel="Clear"
        onConfirm={() => run(() => invoke('cache.clear', {}))}
      />
    </Section>
  );
}
