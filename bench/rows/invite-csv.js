// A CSV of people from its text to each row's answer: read, judged, and checked by the server over HTTP, half of them
// invited already. At two sizes, since the time must grow with the rows and no faster.
import { readSource } from '../../src/renderer/features/invitations/desk/read-source.ts';
import { judgeRows } from '../../src/renderer/features/invitations/desk/row-state.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { moveTo } from '../lib/cores.js';
import { withWorld } from '../lib/database.js';
import { interleave, timed } from '../lib/measure.js';
import { report, SHORT } from '../lib/report.js';
import { atLeast, atMost, row } from '../lib/row.js';
import { startSteward, stopServers } from '../lib/server.js';

const LARGE = 2000;
const SMALL = 500;
const role_id = 'organization_user';

/** As a spreadsheet of Germany writes it: a byte-order mark, semicolons, quoted names, Windows line ends. */
const csvOf = (count) =>
  `\ufeff${[
    'Name;E-mail;Role',
    ...Array.from({ length: count }, (_, n) => `"Müller; ""Mia"" ${n}";p${n}@lab.example;Organization User`),
  ].join('\r\n')}\r\n`;

await withWorld(async (world, database) => {
  const admin = await person(world);
  const org_id = await organization(world, admin);
  const invited = Array.from({ length: LARGE / 2 }, (_, n) => ({ email: `p${2 * n}@lab.example`, role_id }));
  await world.ok('invitations.create', admin, { params: { org_id }, body: { invitations: invited } });
  const steward = await startSteward(database);
  moveTo(1);
  const url = `${steward.url}/v2/organizations/${org_id}/invitations/check`;
  const headers = { authorization: `Key ${admin.token}`, 'content-type': 'application/json' };
  const check = (count) => {
    const text = csvOf(count);
    const file = { name: 'people.csv', encoding: 'UTF-8' };
    return async () => {
      const taken = await timed(async () => {
        const read = judgeRows(
          readSource({ text, file, mapping: null }, { role: role_id, teams: [] }, []).rows,
          new Map(),
        );
        const invitations = read.map(({ email }) => ({ email, role_id }));
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ invitations }) });
        const { rows } = await response.json();
        if (rows?.length !== count)
          throw new Error(`${response.status}: ${rows?.length} of ${count} rows were answered`);
      });
      return (count * 1000) / taken;
    };
  };
  const { large, small } = await interleave(SHORT ? 5 : 9, { large: check(LARGE), small: check(SMALL) });
  report(row('2,000 invitations from a CSV, checked', 'rows/s', large, null, atLeast(LARGE, 'rows/s')));
  const perRow = ({ value, ...rest }) => ({ ...rest, value: 1000 / value, spread: 0 });
  report(
    row(
      '2,000 invitations from a CSV, checked: a row',
      'ms',
      perRow(large),
      { name: 'a row of 500', value: perRow(small) },
      atMost(1.2),
    ),
  );
  stopServers();
});
