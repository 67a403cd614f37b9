import { SettingsColumn } from '../account/section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { CacheSection } from './cache-section.tsx';
import { CertificatesSection } from './certificates-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProxySection } from './proxy-section.tsx';
import { StartSection } from './start-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useSettings } from './use-setting.ts';

/** The settings of this app on this machine. */
export function SettingsPage() {
  const settings = useSettings();
  if (settings === null) return null;
  return (
    <SettingsColumn>
      <AppearanceSection settings={settings} />
      <StartSection settings={settings} />
      <NotificationsSection settings={settings} />
      <AccountsSection />
      <CacheSection settings={settings} />
      <ProxySection settings={settings} />
      <CertificatesSection />
      <UpdatesSection />
      <DiagnosticsSection />
    </SettingsColumn>
  );
}
