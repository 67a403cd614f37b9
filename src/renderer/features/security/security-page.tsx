import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRoute } from '../../lib/api.ts';
import { useOrgId } from '../../lib/current.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { PasswordTab } from './password-tab.tsx';
import type { SecurityTab } from './security-address.ts';
import { SilosTab } from './silos-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';

const ADMINS_SET = 'Only admins set these rules. You can read them.';

/** How the organization protects itself: passwords, tokens, and who may reach regulated apps. */
export function SecurityPage() {
  const org = useOrgId();
  const { about = 'passwords' } = useSearch({ strict: false }) as { about?: string };
  const navigate = useNavigate();
  const organization = useRoute('organizations.get', { params: { org_id: org } }).data?.organization;
  const blocked = useBlocked();
  const abilities = organization?.abilities;
  const reason = blocked ?? (abilities === undefined || abilities.manage_policies ? undefined : ADMINS_SET);
  return (
    <Tabs
      key={org}
      label="Security"
      value={about}
      onValueChange={(value) =>
        void navigate({
          to: '.',
          search: (before: Record<string, unknown>) => ({ ...before, about: value as SecurityTab }),
          replace: true,
        })
      }
      tabs={[
        { value: 'passwords', label: 'Passwords', content: <PasswordTab org={org} reason={reason} /> },
        {
          value: 'tokens',
          label: 'Tokens',
          content: <TokensTab org={org} reason={reason} maySeeTokens={abilities?.manage_tokens !== false} />,
        },
        {
          value: 'silos',
          label: 'Silos',
          content: <SilosTab org={org} reason={reason} visible={abilities?.view_teams !== false} />,
        },
      ]}
    />
  );
}
