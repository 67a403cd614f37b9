import { useState } from 'react';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { later } from '../../lib/later.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { NotShown, Section } from './section.tsx';
import { UsageBars } from './usage-bars.tsx';
import { justBegan, monthName } from './usage-months.ts';

const UsageTable = later(async () => (await import('./usage-table.tsx')).UsageTable);

/** Said once for all categories: the month has no full day to compare yet. */
function JustBegan({ usage }: Pick<OrganizationHome, 'usage'>) {
  const now = useNow();
  const month = usage.find(({ compared }) => compared === null)?.months.at(-1)?.month;
  const reason = month && justBegan(month, now);
  if (!reason) return null;
  return (
    <p className="mb-1 text-muted">
      {monthName(month, 'long')} began today in UTC. {reason}
    </p>
  );
}

/** What was used in the last six months, by category: as bars, or the same numbers as a table. */
export function UsageSection({ home }: { readonly home: OrganizationHome }) {
  const [asTable, setAsTable] = useState(false);
  const { organization, usage } = home;
  if (organization.abilities.view_financial_data !== true)
    return (
      <Section title="Usage">
        <NotShown>Only admins and financial managers see what the organization uses.</NotShown>
      </Section>
    );
  if (usage.length === 0)
    return (
      <Section title="Usage">
        <p className="text-muted">Nothing was used in the last six months. Usage appears here as apps run.</p>
      </Section>
    );
  return (
    <Section
      title="Usage, last six months"
      action={
        <Button variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as bars' : 'Show as table'}
        </Button>
      }
    >
      <JustBegan usage={usage} />
      {asTable ? <UsageTable usage={usage} /> : <UsageBars usage={usage} />}
    </Section>
  );
}
