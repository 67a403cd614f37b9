import { searchAudit } from './search.ts';

export const auditOperations = [searchAudit];
