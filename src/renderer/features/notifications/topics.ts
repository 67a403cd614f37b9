import { Boxes, Building2, KeyRound, type LucideIcon, Mail, Receipt, UsersRound } from 'lucide-react';
import type { NotificationTopic } from '../../../contract/vocabulary.ts';

interface TopicText {
  readonly label: string;
  readonly icon: LucideIcon;
  /** What it is about, for who chooses. */
  readonly hint: string;
}

/** What notifications are about, as people call it. */
export const TOPICS: Readonly<Record<NotificationTopic, TopicText>> = {
  invitations: {
    label: 'Invitations',
    icon: Mail,
    hint: 'You are invited; somebody answers your invitation; one expires soon.',
  },
  membership: {
    label: 'Roles and teams',
    icon: UsersRound,
    hint: 'Your role changes; you come into a team or leave it; you are removed.',
  },
  organizations: {
    label: 'Organizations',
    icon: Building2,
    hint: 'An organization of yours is deleted, restored, or about to be gone for good.',
  },
  security: {
    label: 'Passwords and tokens',
    icon: KeyRound,
    hint: 'Rules become stricter for you; a password or token expires soon or is kept out.',
  },
  apps: {
    label: 'Apps',
    icon: Boxes,
    hint: 'An app is shared with you, or changes hands between organizations you manage.',
  },
  billing: {
    label: 'Billing',
    icon: Receipt,
    hint: 'A budget that you may see reaches a level; an invoice is issued, due or overdue.',
  },
};
