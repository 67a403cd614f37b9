import { ChevronDown, Download } from 'lucide-react';
import { useMemo } from 'react';
import { useOrgId } from '../../lib/current.ts';
import { useNow } from '../../lib/now.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { GROUPING_NAMES } from './cost-columns.tsx';
import { CostFilters } from './cost-filters.tsx';
import { queryOf } from './cost-query.ts';
import { COST_TABS, type CostsAddress, costsAddress, GROUPINGS, SHOWN_AS } from './costs-address.ts';
import { CostsTab } from './costs-tab.tsx';
import { MembersCostTab } from './members-cost-tab.tsx';
import { periodOf } from './period.ts';
import { PeriodChip } from './period-chip.tsx';
import { UsageTab } from './usage-tab.tsx';

const SHOWN_NAMES = { bars: 'Bars', lines: 'Lines', donut: 'Donut', table: 'Table' } as const;

/** What the organization spends, on what, and who. */
export function CostsPage() {
  const org = useOrgId();
  return (
    <Gate action="view_financial_data" what="costs">
      <CostsOf key={org} org={org} />
    </Gate>
  );
}

interface ChoicesProps {
  readonly address: CostsAddress;
  readonly onChange: (changes: CostsAddress) => void;
}

const ChoiceButton = ({ label, ...button }: { readonly label: string } & Omit<ButtonProps, 'children'>) => (
  <Button {...button}>
    {label}
    <ChevronDown aria-hidden size={14} className="text-muted" />
  </Button>
);

function Choices({ address, onChange }: ChoicesProps) {
  const by = address.by ?? 'category';
  const show = address.show ?? 'bars';
  const tab = address.tab ?? 'costs';
  return (
    <>
      {tab !== 'members' && (
        <Menu
          align="end"
          trigger={<ChoiceButton label={`By ${GROUPING_NAMES[by].toLowerCase()}`} />}
          entries={GROUPINGS.map((one) => ({
            label: GROUPING_NAMES[one],
            checked: one === by,
            onSelect: () => onChange({ by: one, open: undefined, at: undefined }),
          }))}
        />
      )}
      {tab === 'costs' && (
        <Menu
          align="end"
          trigger={
            <ChoiceButton label={SHOWN_NAMES[show]} aria-label={`Shown as ${SHOWN_NAMES[show].toLowerCase()}`} />
          }
          entries={SHOWN_AS.map((one) => ({
            label: SHOWN_NAMES[one],
            checked: one === show,
            ...(one === 'table' && { shortcut: 'T' }),
            onSelect: () => onChange({ show: one }),
          }))}
        />
      )}
    </>
  );
}

function CostsOf({ org }: { readonly org: string }) {
  const [address, onChange] = useAddress(costsAddress);
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const query = useMemo(() => queryOf(address, periodOf(address, Date.parse(`${today}T12:00:00Z`))), [address, today]);
  const tab = address.tab ?? 'costs';
  const grouping = tab === 'members' ? 'member' : (address.by ?? 'category');
  const group_by = tab === 'costs' && address.show === 'table' ? `day,${grouping}` : grouping;
  const save = () =>
    void saveFile(
      'costs.csv',
      { params: { org_id: org }, query: { ...query, group_by } },
      `${org}-costs-${query.from}-${query.to}.csv`,
    );
  const shared = { org, address, query, onChange };
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <PeriodChip period={query} onChange={({ from, to }) => onChange({ from, to, at: undefined })} />
        <CostFilters {...shared} />
      </div>
      <Tabs
        label="Costs and usage"
        value={tab}
        onValueChange={(value) =>
          onChange({ tab: COST_TABS.find((one) => one === value), open: undefined, at: undefined })
        }
        actions={
          <>
            <Choices {...{ address, onChange }} />
            <Button icon={Download} onClick={save}>
              Save as CSV
            </Button>
          </>
        }
        tabs={[
          { value: 'costs', label: 'Costs', content: <CostsTab {...shared} /> },
          { value: 'usage', label: 'Usage', content: <UsageTab {...shared} /> },
          { value: 'members', label: 'Members', content: <MembersCostTab {...shared} /> },
        ]}
      />
    </>
  );
}
