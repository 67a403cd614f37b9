import { exportAudit } from './export.ts';
import { searchAudit } from './search.ts';
import { verifyAuditLog } from './verify.ts';

export const auditOperations = [searchAudit, exportAudit, verifyAuditLog];
