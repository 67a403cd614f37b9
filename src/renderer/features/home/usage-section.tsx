import { useState } from 'react';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { later } from '../../lib/later.tsx';
import { Button } from '../../ui/button.tsx';
import { NotShown, Section } from './section.tsx';
import { UsageBars } from './usage-bars.tsx';

const UsageTable = later(async () => (await import('./usage-table.tsx')).UsageTable);

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
      {asTable ? <UsageTable usage={usage} /> : <UsageBars usage={usage} />}
    </Section>
  );
}
