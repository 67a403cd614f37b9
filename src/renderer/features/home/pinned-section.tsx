import { lazy, Suspense } from 'react';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { chartKey, usePinnedCharts } from '../../lib/pinned-charts.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NotShown, Section } from './section.tsx';

// Home is the first view of a start: it reads the library of charts only where there is a chart.
const PinnedChart = lazy(async () => ({ default: (await import('../costs/pinned-chart.tsx')).PinnedChart }));

/** The charts of costs and usage that somebody pinned here, in their order; nothing where none is. */
export function PinnedSection({ home }: { readonly home: OrganizationHome }) {
  const { id, abilities } = home.organization;
  const { charts } = usePinnedCharts(id);
  if (charts.length === 0) return null;
  if (abilities.view_financial_data !== true)
    return (
      <Section title="Pinned charts">
        <NotShown>
          You pinned {charts.length === 1 ? 'a chart' : `${charts.length} charts`} of what the organization spends. Only
          admins and financial managers see that; your role does not any more.
        </NotShown>
      </Section>
    );
  return (
    <section aria-label="Pinned charts" className="grid gap-x-10 xl:grid-cols-2">
      {charts.map(({ search }, place) => (
        <Suspense key={chartKey(search)} fallback={<Skeleton width="100%" height={320} />}>
          <PinnedChart org={id} search={search} place={place} count={charts.length} />
        </Suspense>
      ))}
    </section>
  );
}
