import { organizationsUpdate } from '../../../contract/api/organizations.ts';
import { withVersion } from '../../http/operation.ts';
import { createOrganizations } from './create.ts';
import { deleteOrganization, leaveOrganization, restoreOrganization } from './end.ts';
import { organizationHome } from './home.ts';
import { getOrganization, listOrganizations } from './list.ts';
import { overviewOrganizations } from './overview.ts';
import { organizationVersion, updateOrganization } from './update.ts';

export const organizationOperations = [
  listOrganizations,
  createOrganizations,
  getOrganization,
  withVersion(organizationsUpdate, ({ params }, db) => organizationVersion(db, params.org_id), updateOrganization),
  deleteOrganization,
  restoreOrganization,
  leaveOrganization,
  organizationHome,
  overviewOrganizations,
];
