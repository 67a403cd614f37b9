import { useOrgId } from '../../lib/current.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { accessAddress } from './access-address.ts';
import { AccessOverview } from './access-overview.tsx';
import { AskTab } from './ask-tab.tsx';
import { ReviewTab } from './review/review-tab.tsx';
import { TryTab } from './try/try-tab.tsx';
import { useAccessAddress } from './use-access-address.ts';

/** Who can do what, and why. */
export function AccessPage() {
  const org = useOrgId();
  const [address, onChange] = useAccessAddress();
  return (
    <Tabs
      key={org}
      label="Access"
      value={address.view ?? 'overview'}
      onValueChange={(view) => onChange({ view: accessAddress.parse({ view }).view })}
      tabs={[
        {
          value: 'overview',
          label: 'Who can do what',
          content: <AccessOverview org={org} address={address} onChange={onChange} />,
        },
        { value: 'ask', label: 'Why', content: <AskTab org={org} address={address} onChange={onChange} /> },
        { value: 'try', label: 'What if', content: <TryTab org={org} address={address} onChange={onChange} /> },
        { value: 'review', label: 'Review', content: <ReviewTab org={org} /> },
      ]}
    />
  );
}
