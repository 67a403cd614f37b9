import { useNavigate } from '@tanstack/react-router';
import { useAccount } from '../../lib/session.ts';
import { changeDesk } from './desk/desk-store.ts';

/** Answers how to open the desk for inviting many people, with what was typed so far. */
export function useInviteMany(org: string): (text?: string) => void {
  const navigate = useNavigate();
  const account = useAccount()?.id ?? '';
  return (text = '') => {
    if (text.trim() !== '') changeDesk(account, org, { text, file: null, mapping: null, rows: null });
    void navigate({ to: '/o/$org/members/invite', params: { org } });
  };
}
