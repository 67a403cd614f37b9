import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { complianceLabel } from '../../../contract/api/apps.ts';
import { fieldMessage } from '../../lib/format.ts';
import { TextField } from '../../ui/text-field.tsx';

interface LabelsFieldProps {
  readonly value: readonly string[];
  readonly onChange: (labels: string[]) => void;
  /** Labels that others bear: offered first. */
  readonly known: readonly string[];
  readonly error?: string | undefined;
  /** Why they cannot be changed. */
  readonly reason?: string | undefined;
}

const COMMON = ['GDPR', 'HIPAA', 'ITAR'];

function Chip({ label, onRemove }: { label: string; onRemove: (() => void) | undefined }) {
  return (
    <li className="inline-flex h-6 items-center rounded-sm border border-blue-line bg-blue-soft pl-2 font-medium text-blue-text text-xs">
      {label}
      {onRemove ? (
        <button
          type="button"
          aria-label={`Remove label ${label}`}
          onClick={onRemove}
          className="ml-0.5 inline-flex size-6 items-center justify-center rounded-sm"
        >
          <X aria-hidden size={12} />
        </button>
      ) : (
        <span className="w-2" />
      )}
    </li>
  );
}

/** Compliance labels: chosen among those that are in use, or typed. Silos let through what bears theirs. */
export function LabelsField({ value, onChange, known, error, reason }: LabelsFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const offered = [...new Set([...known, ...COMMON])].filter((label) => !value.includes(label)).slice(0, 8);
  const add = (label: string) => {
    const parsed = complianceLabel.safeParse(label.trim().toUpperCase());
    if (!parsed.success) {
      setProblem(fieldMessage(parsed.error.issues[0]?.message ?? 'is no label'));
      return;
    }
    setProblem(undefined);
    setTyped('');
    if (!value.includes(parsed.data)) onChange([...value, parsed.data]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    if (typed.trim() !== '') add(typed);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out like the other fields' labels
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <span id={id} className="font-medium">
        Compliance labels
      </span>
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {value.map((label) => (
            <Chip
              key={label}
              label={label}
              onRemove={reason === undefined ? () => onChange(value.filter((other) => other !== label)) : undefined}
            />
          ))}
        </ul>
      )}
      {reason === undefined ? (
        <>
          <TextField
            label="Add a label"
            hideLabel
            placeholder="Type a label and press Enter"
            value={typed}
            error={problem ?? error}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => typed.trim() !== '' && add(typed)}
          />
          {offered.length > 0 && (
            <div className="flex flex-wrap gap-1.5">
              {offered.map((label) => (
                <button
                  key={label}
                  type="button"
                  aria-label={`Add label ${label}`}
                  onClick={() => add(label)}
                  className="h-6 rounded-sm border border-line-strong px-2 text-muted text-xs hover:bg-hover hover:text-text"
                >
                  + {label}
                </button>
              ))}
            </div>
          )}
        </>
      ) : (
        <span className="text-muted text-xs">{value.length === 0 ? `None. ${reason}` : reason}</span>
      )}
    </div>
  );
}
