import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { controlClass } from '../../ui/field.tsx';

interface ChooseManyProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: string[]) => void;
  readonly error?: string | undefined;
  /** Lets people add a value that is not there yet. */
  readonly add?: { readonly label: string; readonly normalize: (text: string) => string };
}

/** Checkboxes for a handful, with a search where there are more than fit. */
export function ChooseMany({ label, choices, chosen, onChosen, error, add }: ChooseManyProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [added, setAdded] = useState('');
  const many = choices.length > 12;
  const wanted = text.trim().toLocaleLowerCase();
  const shown = choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted));
  const toggle = (value: string, on: boolean) =>
    onChosen(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  const addValue = () => {
    const value = add?.normalize(added) ?? '';
    if (value !== '' && !chosen.includes(value)) onChosen([...chosen, value]);
    setAdded('');
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot take part in the layout
    <div role="group" aria-labelledby={id} aria-describedby={error ? `${id}-error` : undefined}>
      <h3 id={id} className="mb-1 flex items-baseline justify-between font-medium">
        {label}
        <span className="font-normal text-muted text-xs">{chosen.length} chosen</span>
      </h3>
      {many && (
        <input
          type="text"
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Search"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={controlClass(false, 'mb-1 h-8')}
        />
      )}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        className="grid max-h-40 grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto rounded-md border border-line p-2"
      >
        {shown.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onCheckedChange={(on) => toggle(choice.value, on)}
          />
        ))}
        {shown.length === 0 && <p className="col-span-2 text-muted">Nothing matches.</p>}
      </div>
      {add && (
        <div className="mt-1 flex gap-1">
          <input
            type="text"
            aria-label={add.label}
            placeholder={add.label}
            spellCheck={false}
            maxLength={32}
            value={added}
            onChange={(event) => setAdded(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              addValue();
            }}
            className={controlClass(false, 'h-8 font-mono')}
          />
          <Button icon={Plus} disabled={add.normalize(added) === ''} onClick={addValue}>
            Add label
          </Button>
        </div>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-red-text text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
