import { useId } from 'react';
import { Checkbox } from '../../ui/checkbox.tsx';

interface ActionChecksProps<A extends string> {
  readonly name: string;
  readonly actions: readonly A[];
  readonly labelOf: (action: A) => string;
  readonly chosen: readonly string[];
  readonly onToggle: (action: A, on: boolean) => void;
}

/** One heading of a choice of actions, with a box for each. */
export function ActionChecks<A extends string>({ name, actions, labelOf, chosen, onToggle }: ActionChecksProps<A>) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the grid
    <div role="group" aria-labelledby={id}>
      <h4 id={id} className="mb-1 font-medium text-muted text-xs">
        {name}
      </h4>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {actions.map((action) => (
          <Checkbox
            key={action}
            label={labelOf(action)}
            checked={chosen.includes(action)}
            onCheckedChange={(on) => onToggle(action, on)}
          />
        ))}
      </div>
    </div>
  );
}

/** The chosen ones with one more or one less. */
export const toggled = <A extends string>(chosen: readonly A[], action: A, on: boolean): A[] =>
  on ? [...chosen, action] : chosen.filter((other) => other !== action);
