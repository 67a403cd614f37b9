import { useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { backendUrl, type ProxySetting, proxySetting, type Settings } from '../../../contract/ipc.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { fieldMessage } from '../../lib/format.ts';
import { useAccount, useAppState } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Section } from '../account/section.tsx';
import { changeSettings } from './use-setting.ts';

const MODES = [
  { value: 'system', label: 'Like the system' },
  { value: 'direct', label: 'None' },
  { value: 'manual', label: 'This one' },
] as const;

interface Tried {
  readonly reached: boolean;
  readonly message: string;
}

/** The server to try: the one of the account that is open, else any. */
function useServerAddress(): string {
  const active = useAccount()?.url;
  const any = useAppState()?.accounts.find(({ url }) => url !== '')?.url;
  return active || any || '';
}

const problemOf = (parsed: { error?: { issues: readonly { message: string }[] } }): string | undefined => {
  const message = parsed.error?.issues[0]?.message;
  return message === undefined ? undefined : fieldMessage(message);
};

/** What is typed, what is wrong with it, and what came of trying it. */
function useProxyForm(current: ProxySetting) {
  const [mode, setMode] = useState(current.mode);
  const [url, setUrl] = useState(current.mode === 'manual' ? current.url : '');
  const known = useServerAddress();
  const [typedServer, setServer] = useState<string | null>(null);
  const server = typedServer ?? known;
  const [problems, setProblems] = useState<{ url?: string; server?: string }>({});
  const [tried, setTried] = useState<Tried | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  const parse = () => proxySetting.safeParse(mode === 'manual' ? { mode, url } : { mode });
  const save = async () => {
    const parsed = parse();
    setProblems({ url: problemOf(parsed) });
    if (parsed.success) await changeSettings({ proxy: parsed.data });
  };
  const test = async () => {
    const parsed = parse();
    const address = backendUrl.safeParse(server);
    setProblems({ url: problemOf(parsed), server: problemOf(address) });
    if (!parsed.success || !address.success) return;
    setBusy(true);
    setFailure(null);
    try {
      setTried(await invoke('proxy.test', { proxy: parsed.data, url: address.data }));
    } catch (thrown) {
      setFailure(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const choose = (next: ProxySetting['mode']) => {
    setMode(next);
    setTried(null);
    if (next !== 'manual') void changeSettings({ proxy: { mode: next } });
  };
  return { mode, choose, url, setUrl, server, setServer, problems, tried, failure, busy, save, test };
}

export function ProxySection({ settings }: { readonly settings: Settings }) {
  const form = useProxyForm(settings.proxy);
  return (
    <Section name="proxy" title="Proxy" text="The way to servers. The local workspace is always reached directly.">
      <div className="flex max-w-[560px] flex-col gap-4">
        <SelectField
          label="Proxy"
          className="max-w-[272px]"
          options={MODES}
          value={form.mode}
          onChange={({ target }) => form.choose(target.value as ProxySetting['mode'])}
        />
        {form.mode === 'manual' && (
          <form
            className="flex items-start gap-2"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void form.save();
            }}
          >
            <TextField
              label="Address of the proxy"
              className="flex-1"
              placeholder="http://proxy.example:3128"
              value={form.url}
              error={form.problems.url}
              onChange={({ target }) => form.setUrl(target.value)}
            />
            <Button type="submit" className="mt-[22px] w-16">
              Use it
            </Button>
          </form>
        )}
        <div className="flex items-start gap-2">
          <TextField
            label="Try to reach"
            className="flex-1"
            placeholder="https://steward.example.org"
            value={form.server}
            error={form.problems.server}
            onChange={({ target }) => form.setServer(target.value)}
          />
          <Button className="mt-[22px] w-16" loading={form.busy} onClick={() => void form.test()}>
            Try
          </Button>
        </div>
        {form.tried && (
          <p role="status" className={form.tried.reached ? 'text-green-text' : 'text-red-text'}>
            {form.tried.reached ? 'It works: ' : 'It does not work: '}
            {form.tried.message}
          </p>
        )}
        {form.failure && <InlineError error={form.failure} />}
      </div>
    </Section>
  );
}
