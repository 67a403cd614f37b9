import { ChevronDown } from 'lucide-react';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { GROUPING_NAMES } from './cost-columns.tsx';
import { type CostsAddress, GROUPINGS, groupingOf, SHOWN_AS } from './costs-address.ts';

interface ViewChoicesProps {
  readonly address: CostsAddress;
  readonly onChange: (changes: CostsAddress) => void;
}

const SHOWN_NAMES = { bars: 'Bars', lines: 'Lines', donut: 'Donut', table: 'Table' } as const;

const ChoiceButton = ({ label, ...button }: { readonly label: string } & Omit<ButtonProps, 'children'>) => (
  <Button {...button}>
    {label}
    <ChevronDown aria-hidden size={14} className="text-muted" />
  </Button>
);

/** How costs and usage are looked at: by what, as what, and whether beside the previous period. */
export function ViewChoices({ address, onChange }: ViewChoicesProps) {
  const by = groupingOf(address);
  const { show = 'bars' } = address;
  const compares = address.compare === 'true';
  return (
    <>
      <Menu
        align="end"
        trigger={<ChoiceButton label={`By ${GROUPING_NAMES[by].toLowerCase()}`} />}
        entries={GROUPINGS.map((one) => ({
          label: GROUPING_NAMES[one],
          checked: one === by,
          onSelect: () => onChange({ by: one, open: undefined, at: undefined }),
        }))}
      />
      <Menu
        align="end"
        trigger={<ChoiceButton label={SHOWN_NAMES[show]} aria-label={`Shown as ${SHOWN_NAMES[show].toLowerCase()}`} />}
        entries={[
          ...SHOWN_AS.map((one) => ({
            label: SHOWN_NAMES[one],
            checked: one === show,
            ...(one === 'table' && { shortcut: 'T' }),
            onSelect: () => onChange({ show: one, sort: undefined }),
          })),
          { separator: true },
          {
            label: 'Compare with the previous period',
            checked: compares,
            onSelect: () => onChange({ compare: compares ? undefined : 'true' }),
            ...(show === 'donut' && { disabledReason: 'A donut has no time to compare in.' }),
          },
        ]}
      />
    </>
  );
}
