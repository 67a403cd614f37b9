import type { Operation } from './http/operation.ts';
import { accessOperations } from './modules/access/operations.ts';
import { appOperations } from './modules/apps/operations.ts';
import { auditOperations } from './modules/audit/operations.ts';
import { billingOperations } from './modules/billing/operations.ts';
import { clusterOperations } from './modules/clusters/operations.ts';
import { collaboratorOperations } from './modules/collaborators/operations.ts';
import { contentOperations } from './modules/content/operations.ts';
import { invitationOperations } from './modules/invitations/operations.ts';
import { keyOperations } from './modules/keys/operations.ts';
import { memberOperations } from './modules/members/operations.ts';
import { notificationOperations } from './modules/notifications/operations.ts';
import { organizationOperations } from './modules/organizations/operations.ts';
import { passwordPolicyOperations } from './modules/password-policy/operations.ts';
import { roleOperations } from './modules/roles/operations.ts';
import { sessionOperations } from './modules/sessions/operations.ts';
import { siloOperations } from './modules/silos/operations.ts';
import { starOperations } from './modules/stars/operations.ts';
import { teamOperations } from './modules/teams/operations.ts';
import { tokenRuleOperations } from './modules/token-rules/operations.ts';
import { usageOperations } from './modules/usage/operations.ts';
import { userOperations } from './modules/users/operations.ts';

/** Everything the backend can do, module by module. */
export const operations: readonly Operation[] = [
  ...userOperations,
  ...sessionOperations,
  ...keyOperations,
  ...organizationOperations,
  ...memberOperations,
  ...invitationOperations,
  ...notificationOperations,
  ...teamOperations,
  ...siloOperations,
  ...passwordPolicyOperations,
  ...tokenRuleOperations,
  ...appOperations,
  ...contentOperations,
  ...collaboratorOperations,
  ...starOperations,
  ...clusterOperations,
  ...usageOperations,
  ...billingOperations,
  ...auditOperations,
  ...roleOperations,
  ...accessOperations,
];
