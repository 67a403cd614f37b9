import { Pin, PinOff } from 'lucide-react';
import { toAppError } from '../../lib/bridge.ts';
import { usePinnedCharts } from '../../lib/pinned-charts.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { toast } from '../../ui/toast.tsx';
import type { CostQuery } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';
import { pinnedView } from './pinned-view.ts';
import { chartTitle, countedOf } from './use-chart.ts';
import { useCostTotals } from './use-costs.ts';

interface PinButtonProps {
  readonly org: string;
  readonly address: CostsAddress;
  readonly query: CostQuery;
}

/** Puts the chart on screen on the organization's home, or takes it from there. */
export function PinButton({ org, address, query }: PinButtonProps) {
  const { pin, unpin, isPinned, fullReason } = usePinnedCharts(org);
  const totals = useCostTotals(org, query).data;
  const view = pinnedView(address, totals);
  const pinned = isPinned(view);
  const title = chartTitle(address, countedOf(address, totals));
  const tableReason = address.show === 'table' ? 'Show bars, lines or a donut to pin it.' : undefined;
  const loadingReason = totals === undefined ? 'The chart is not there yet.' : undefined;
  const toggle = async () => {
    try {
      await (pinned ? unpin : pin)(view);
      toast.success(pinned ? `Unpinned ${title} from home` : `Pinned ${title} to home`);
    } catch (thrown) {
      toast.error(pinned ? `Could not unpin ${title}` : `Could not pin ${title}`, toAppError(thrown));
    }
  };
  return (
    <ReasonButton
      icon={pinned ? PinOff : Pin}
      reason={tableReason ?? loadingReason ?? (pinned ? undefined : fullReason)}
      onClick={() => void toggle()}
    >
      {pinned ? 'Unpin' : 'Pin to home'}
    </ReasonButton>
  );
}
