import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { memberColumns } from '../../../src/renderer/features/members/member-columns.tsx';
import { selectMembers } from '../../../src/renderer/features/members/select-members.ts';

const columns = memberColumns('m1', (id) => id);
const HEIGHT = 36;
const EXTRA = 10;

/** As little as shows the same cells of the rows in view: no selection, no keyboard, no menu, no roles of ARIA. */
function Windowed({ rows }) {
  const [top, setTop] = useState(0);
  const scroller = useRef(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    const onScroll = () => flushSync(() => setTop(element.scrollTop));
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);
  const first = Math.max(0, Math.floor(top / HEIGHT) - EXTRA);
  const shown = rows.slice(first, first + Math.ceil(800 / HEIGHT) + 2 * EXTRA);
  return (
    <div ref={scroller} style={{ height: 800, width: '100%', overflow: 'auto' }}>
      <div style={{ height: rows.length * HEIGHT, position: 'relative' }}>
        {shown.map((row, at) => (
          <div
            key={row.user.id}
            data-index={first + at}
            style={{ position: 'absolute', top: (first + at) * HEIGHT, height: HEIGHT, display: 'flex' }}
          >
            {columns.map((column) => (
              <div key={column.id} style={{ width: 200 }}>
                {column.cell(row)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Windowing written by hand, over the same sorting and filtering. */
export function byHand(element, members) {
  const root = createRoot(element);
  const show = (filter) => flushSync(() => root.render(<Windowed rows={selectMembers(members, filter)} />));
  show({});
  return {
    scroller: () => element.firstElementChild,
    rowAt: (index) => element.querySelector(`[data-index="${index}"]`),
    sort: () => show({ sort: '-joined' }),
    filter: (search) => show({ search }),
    unmount: () => root.unmount(),
  };
}
