import '../../../src/renderer/styles/main.css';
import { selectMembers } from '../../../src/renderer/features/members/select-members.ts';
import { agGrid } from './ag-grid.js';
import { byHand } from './by-hand.jsx';
import { makeMembers } from './members.js';
import { ours } from './ours.jsx';

const TABLES = { ours, byHand, agGrid };
const STEPS = 60;

/**
 * Once a frame is on the screen before whose painting `isThere` held. What is rendered after a frame was painted is not
 * on the screen yet, though it is in the document: it has to wait for the next.
 */
const painted = (isThere = () => true) =>
  new Promise((resolve) => {
    const look = () => {
      const there = isThere();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (there ? resolve(performance.now()) : requestAnimationFrame(look));
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });

async function timed(act, isThere) {
  await painted();
  const start = performance.now();
  act();
  return (await painted(isThere)) - start;
}

const ROW_HEIGHT = 36;
/** As many members have 'first0077' in their names. The table was scrolled to its end, so that it shows the last. */
const MATCHES = 100;

/**
 * Through the whole table in steps of many screens, so that every row of each is a new one: the mean time until its rows
 * are painted, and the longest, in milliseconds.
 */
async function scroll(table) {
  const scroller = table.scroller();
  const taken = [];
  const step = (scroller.scrollHeight - scroller.clientHeight) / STEPS;
  for (let n = 1; n <= STEPS; n++) {
    const start = performance.now();
    scroller.scrollTop = Math.round(n * step);
    const middle = Math.floor((scroller.scrollTop + scroller.clientHeight / 2) / ROW_HEIGHT);
    taken.push((await painted(() => table.rowAt(middle) !== null)) - start);
  }
  return { mean: taken.reduce((sum, one) => sum + one, 0) / taken.length, longest: Math.max(...taken) };
}

/** Everything once with one of the tables: milliseconds until each is painted. */
window.measure = async (name, count) => {
  const element = document.createElement('div');
  Object.assign(element.style, { height: '800px', width: '1200px', display: 'flex' });
  document.getElementById('root').replaceChildren(element);
  const members = makeMembers(count);
  // The order of names is found once for a list that was loaded, not each time that it is shown.
  selectMembers(members, {});
  let table;
  const mount = await timed(
    () => {
      table = TABLES[name](element, members);
    },
    () => table.rowAt(0) !== null,
  );
  while (!table.scroller()?.scrollHeight) await painted();
  const scrolled = await scroll(table);
  const sort = await timed(() => table.sort());
  const filter = await timed(
    () => table.filter('first0077'),
    () => table.rowAt(MATCHES - 1) !== null,
  );
  table.unmount();
  return { mount, scroll: scrolled.mean, longest: scrolled.longest, sort, filter };
};

/** The same cells of as many rows as a window shows, rendered once by React: milliseconds until they are painted. */
window.renderOnce = async (count) => {
  const element = document.createElement('div');
  document.getElementById('root').replaceChildren(element);
  const members = makeMembers(count);
  selectMembers(members, {});
  let table;
  const taken = await timed(() => {
    table = byHand(element, members);
  });
  table.unmount();
  return taken;
};
