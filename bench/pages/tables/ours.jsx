import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { memberColumns } from '../../../src/renderer/features/members/member-columns.tsx';
import { selectMembers } from '../../../src/renderer/features/members/select-members.ts';
import { DataTable } from '../../../src/renderer/ui/data-table/data-table.tsx';

const columns = memberColumns('m1', (id) => id);

/** Steward's table as the page of members uses it. */
export function ours(element, members) {
  const root = createRoot(element);
  const show = (filter) => {
    const rows = selectMembers(members, filter);
    flushSync(() =>
      root.render(
        <DataTable
          label="Members"
          rows={rows}
          columns={columns}
          rowId={({ user }) => user.id}
          rowName={({ user }) => user.first_name}
          sort={null}
          onSortChange={() => undefined}
          onOpen={() => undefined}
          actions={() => []}
        />,
      ),
    );
  };
  show({});
  return {
    scroller: () => element.querySelector('[role=grid]'),
    rowAt: (index) => element.querySelector(`[data-index="${index}"]`),
    sort: () => show({ sort: '-joined' }),
    filter: (search) => show({ search }),
    unmount: () => root.unmount(),
  };
}
