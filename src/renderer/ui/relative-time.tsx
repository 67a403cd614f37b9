import { exactTime, relativeTime, toMillis } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';

/** "3 hours ago", with the exact time and zone when one points at it. */
export function RelativeTime({ time }: { time: string | number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(toMillis(time)).toISOString()} title={exactTime(time)}>
      {relativeTime(time, now)}
    </time>
  );
}
