import { CircleAlert, ScanSearch } from 'lucide-react';
import { errorSentence, plural } from '../../../lib/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import type { DeskCheck } from './use-desk-check.ts';

interface CheckBannerProps {
  readonly check: DeskCheck;
  /** Why nothing can be asked now. */
  readonly blocked: string | undefined;
  /** How many rows the server has not been asked about. */
  readonly left: number;
}

/** How far the dry run is, and why it does not go on. */
export function CheckBanner({ check, blocked, left }: CheckBannerProps) {
  if (left === 0) return null;
  const rows = plural(left, 'row is', 'rows are');
  if (check.error !== null)
    return (
      <Banner
        tone="red"
        icon={CircleAlert}
        actions={
          <Button size="sm" onClick={check.retry}>
            Check again
          </Button>
        }
      >
        {rows} not checked. {errorSentence(check.error)}
      </Banner>
    );
  if (blocked !== undefined)
    return (
      <Banner tone="amber" icon={CircleAlert}>
        {rows} not checked. {blocked}
      </Banner>
    );
  return <Banner icon={ScanSearch}>Checking who is a member or invited already: {rows} left.</Banner>;
}
