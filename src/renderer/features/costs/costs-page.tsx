import { CalendarClock, Download } from 'lucide-react';
import { useState } from 'react';
import { useOrgId } from '../../lib/current.ts';
import { saveText } from '../../lib/save-file.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CostFilters } from './cost-filters.tsx';
import { COST_TABS, type CostsAddress, costsAddress, groupingOf } from './costs-address.ts';
import { CostsTab } from './costs-tab.tsx';
import { MembersCostTab } from './members-cost-tab.tsx';
import { monthText, type Period, periodNameOf } from './period.ts';
import { PeriodChip, UtcDays } from './period-chip.tsx';
import { PinButton } from './pin-button.tsx';
import { UsageTab } from './usage-tab.tsx';
import type { Sheet } from './use-controlled-table.ts';
import { useCostQuery } from './use-cost-query.ts';
import { ViewChoices } from './view-choices.tsx';

/** What the organization spends, on what, and who. */
export function CostsPage() {
  const org = useOrgId();
  return (
    <Gate action="view_financial_data" what="costs">
      <CostsOf key={org} org={org} />
    </Gate>
  );
}

/** "helix-usage-by-app-and-day-2026-11-01-2026-11-24.csv" */
function fileName(org: string, address: CostsAddress, { from, to }: Period): string {
  const { tab = 'costs', show } = address;
  const parts = tab === 'members' ? [] : ['by', groupingOf(address), ...(show === 'table' ? ['and-date'] : [])];
  return `${[org, tab, ...parts, from, to].join('-')}.csv`;
}

function CostsOf({ org }: { readonly org: string }) {
  const [address, onChange] = useAddress(costsAddress);
  const { query, emptyMonth } = useCostQuery(org, address);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { tab = 'costs' } = address;
  const shared = { org, address, query, onChange };
  const controls = { sort: address.sort, onSort: (sort?: string) => onChange({ sort }), onSheet: setSheet };
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <PeriodChip
          name={emptyMonth === null ? periodNameOf(address) : undefined}
          period={query}
          onChange={(period) => onChange({ ...period, at: undefined })}
        />
        <UtcDays />
        <CostFilters {...shared} />
      </div>
      {emptyMonth !== null && (
        <Banner
          icon={CalendarClock}
          actions={
            <Button size="sm" onClick={() => onChange({ period: 'month' })}>
              Show {monthText(emptyMonth)}
            </Button>
          }
        >
          Nothing was used in {monthText(emptyMonth)} yet. This is {monthText(query.from.slice(0, 7))}.
        </Banner>
      )}
      <Tabs
        label="Costs and usage"
        value={tab}
        onValueChange={(value) =>
          onChange({
            tab: COST_TABS.find((one) => one === value && one !== 'costs'),
            open: undefined,
            at: undefined,
            sort: undefined,
          })
        }
        actions={
          <>
            {tab !== 'members' && <ViewChoices {...{ address, onChange }} />}
            {tab !== 'members' && <PinButton {...{ org, address, query }} />}
            <ReasonButton
              icon={Download}
              reason={sheet === null ? 'There are no rows yet, or not all of them.' : undefined}
              onClick={() => sheet && void saveText(fileName(org, address, query), sheet.csv())}
            >
              Save as CSV
            </ReasonButton>
          </>
        }
        tabs={[
          { value: 'costs', label: 'Costs', content: <CostsTab {...shared} controls={controls} /> },
          { value: 'usage', label: 'Usage', content: <UsageTab {...shared} controls={controls} /> },
          { value: 'members', label: 'Members', content: <MembersCostTab {...shared} controls={controls} /> },
        ]}
      />
    </>
  );
}
