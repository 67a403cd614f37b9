import { removeMembers, updateMembers } from './change.ts';
import { listMembers } from './list.ts';

export const memberOperations = [listMembers, updateMembers, removeMembers];
