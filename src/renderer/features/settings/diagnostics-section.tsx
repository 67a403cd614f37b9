import { invoke, toAppError } from '../../lib/bridge.ts';
import { copyText } from '../../lib/copy.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { toast } from '../../ui/toast.tsx';
import { Section } from '../account/section.tsx';
import { useMain } from './use-main.ts';

const load = async () => (await invoke('diagnostics.text', {})).text;

export function DiagnosticsSection() {
  const { value, error } = useMain(load);
  const copy = () =>
    copyText(value ?? '').then(
      () => toast.success('Copied the diagnostics'),
      (thrown: unknown) => toast.error('The diagnostics were not copied', toAppError(thrown)),
    );
  return (
    <Section
      name="diagnostics"
      title="Diagnostics"
      text="For support. It holds no tokens, no names of people and no addresses of servers."
      action={
        <Button disabled={value === null} onClick={() => void copy()}>
          Copy
        </Button>
      }
    >
      {value !== null && (
        <pre className="overflow-x-auto rounded-lg border border-line bg-side p-3 font-mono text-xs" data-selectable>
          {value}
        </pre>
      )}
      {error && <InlineError error={error} />}
    </Section>
  );
}
