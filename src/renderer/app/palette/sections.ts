import {
  Building2,
  CircleDollarSign,
  FileText,
  KeyRound,
  Lock,
  type LucideIcon,
  MailPlus,
  RectangleEllipsis,
  Wallet,
} from 'lucide-react';
import type { Action } from '../../../contract/permissions.ts';

/** A part of a page that people look for by a name of its own. */
export interface Section {
  readonly label: string;
  readonly icon: LucideIcon;
  /** `$org` stands for the organization. */
  readonly path: string;
  readonly search: Readonly<Record<string, string>>;
  readonly action?: Action;
}

export const ORGANIZATION_SECTIONS: readonly Section[] = [
  {
    label: 'Pending invitations',
    icon: MailPlus,
    path: '/o/$org/members',
    search: { tab: 'invitations' },
    action: 'manage_members',
  },
  {
    label: 'Invoices',
    icon: FileText,
    path: '/o/$org/billing',
    search: { tab: 'invoices' },
    action: 'view_financial_data',
  },
  {
    label: 'Payments',
    icon: Wallet,
    path: '/o/$org/billing',
    search: { tab: 'payments' },
    action: 'view_financial_data',
  },
  {
    label: 'Budgets',
    icon: CircleDollarSign,
    path: '/o/$org/billing',
    search: { tab: 'budgets' },
    action: 'view_financial_data',
  },
  { label: 'Password policy', icon: RectangleEllipsis, path: '/o/$org/security', search: { about: 'passwords' } },
  { label: 'Rules for tokens', icon: KeyRound, path: '/o/$org/security', search: { about: 'tokens' } },
  { label: 'Silos', icon: Lock, path: '/o/$org/security', search: { about: 'silos' }, action: 'view_teams' },
];

export const PERSON_SECTIONS: readonly Section[] = [
  { label: 'Organizations side by side', icon: Building2, path: '/organizations', search: { tab: 'fleet' } },
  { label: 'My tokens', icon: KeyRound, path: '/account', search: { section: 'tokens' } },
];
