import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copySecret, copyText } from '../lib/copy.ts';
import { IconButton } from './icon-button.tsx';

export interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  /** Copies through main, which clears the clipboard after a minute. */
  readonly secret?: boolean;
}

/** An id or a token that people want to copy. */
export function CopyField({ label, text, secret = false }: CopyFieldProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const labels = { idle: `Copy ${label}`, copied: 'Copied', failed: 'Could not copy: select the text instead' };
  return (
    <div className="flex h-8 min-w-0 items-center gap-1 rounded-md border border-line bg-side pr-0.5 pl-2.5">
      <code className="min-w-0 flex-1 select-text truncate font-mono text-xs" title={text} data-selectable>
        {text}
      </code>
      <IconButton
        size="sm"
        label={labels[state]}
        icon={state === 'copied' ? Check : Copy}
        onClick={() =>
          (secret ? copySecret : copyText)(text).then(
            () => setState('copied'),
            () => setState('failed'),
          )
        }
      />
      <span aria-live="polite" className="sr-only">
        {state === 'idle' ? '' : labels[state]}
      </span>
    </div>
  );
}
