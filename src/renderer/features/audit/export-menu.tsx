import { Download } from 'lucide-react';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { AuditQuery } from './audit-search.ts';

interface ExportMenuProps {
  readonly org: string;
  readonly query: AuditQuery;
}

/** Saves exactly what the filters find, all of it, oldest first. */
export function ExportMenu({ org, query }: ExportMenuProps) {
  const save = (format: 'csv' | 'jsonl') => () =>
    void saveFile('audit.export', { params: { user_id: org }, body: { query, format } }, `${org}-audit-log.${format}`);
  return (
    <Menu
      align="end"
      trigger={<Button icon={Download}>Export</Button>}
      entries={[
        { label: 'As CSV, for a spreadsheet', onSelect: save('csv') },
        { label: 'As JSON lines, for programs', onSelect: save('jsonl') },
      ]}
    />
  );
}
