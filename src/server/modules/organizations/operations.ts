import { createOrganizations } from './create.ts';
import { deleteOrganization, leaveOrganization, restoreOrganization } from './end.ts';
import { organizationHome } from './home.ts';
import { getOrganization, listOrganizations } from './list.ts';
import { overviewOrganizations } from './overview.ts';
import { updateOrganization } from './update.ts';

export const organizationOperations = [
  listOrganizations,
  createOrganizations,
  getOrganization,
  updateOrganization,
  deleteOrganization,
  restoreOrganization,
  leaveOrganization,
  organizationHome,
  overviewOrganizations,
];
