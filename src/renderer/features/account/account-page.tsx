import { useRoute } from '../../lib/api.ts';
import { useStatus } from '../../lib/page.ts';
import { DangerSection } from './danger-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SettingsColumn } from './section.tsx';
import { TokensSection } from './tokens-section.tsx';

/** The person's own account. */
export function AccountPage() {
  const { asOf } = useRoute('users.get', { params: { user_id: 'me' } });
  useStatus({ asOf });
  return (
    <SettingsColumn>
      <ProfileSection />
      <TokensSection />
      <PasswordSection />
      <DangerSection />
    </SettingsColumn>
  );
}
