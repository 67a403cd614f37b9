import { WifiOff } from 'lucide-react';
import { clockTime, relativeTime, toMillis } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';

export interface OfflineBannerProps {
  /** How old what is on screen is; null where nothing was ever loaded. */
  readonly asOf: number | null;
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

export function OfflineBanner({ asOf, retrying, onRetry }: OfflineBannerProps) {
  const now = useNow();
  const age = asOf === null ? null : `as of ${clockTime(asOf)}, ${relativeTime(toMillis(asOf), now)}`;
  return (
    <Banner
      tone="amber"
      icon={WifiOff}
      actions={
        <Button size="sm" variant="ghost" className="text-amber-text" loading={retrying} onClick={onRetry}>
          Retry
        </Button>
      }
    >
      {['Offline', age, 'changes wait'].filter(Boolean).join(' · ')}
    </Banner>
  );
}
