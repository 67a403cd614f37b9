// React with the table and windowing libraries and nothing else: a sortable table of names, as their documentation has it.
import { createSortedRowModel, rowSortingFeature, sortFn_text, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text },
});
const columns = [
  { accessorKey: 'name', header: 'Name' },
  { accessorKey: 'role', header: 'Role' },
];
const data = Array.from({ length: 1000 }, (_, n) => ({ name: `Name ${n}`, role: n % 2 ? 'Admin' : 'User' }));

function Table() {
  const [sorting, setSorting] = useState([]);
  const scroller = useRef(null);
  const table = useTable({ features, columns, data, state: { sorting }, onSortingChange: setSorting });
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 36,
  });
  return (
    <div ref={scroller} style={{ height: 600, overflow: 'auto' }}>
      {columns.map(({ accessorKey, header }) => (
        <button key={accessorKey} type="button" onClick={table.getColumn(accessorKey).getToggleSortingHandler()}>
          {header}
        </button>
      ))}
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div key={index} style={{ position: 'absolute', top: start }}>
            {rows[index].original.name} {rows[index].original.role}
          </div>
        ))}
      </div>
    </div>
  );
}

createRoot(document.getElementById('root')).render(<Table />);
