// The least that can serve Steward's page of members: Fastify and pg, the same two statements that find the token and
// the page, the same answer. No tenant of the database's, no rights, no checked input.
import Fastify from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ACTION_NAMES } from '../../src/contract/permissions.ts';
import { parseTimestamp, TYPE } from '../../src/server/db/timestamps.ts';
import { hashToken } from '../../src/server/http/authenticate.ts';
import { presentMember, selectMembers } from '../../src/server/modules/members/present.ts';

const [url] = process.argv.slice(2);
const types = {
  getTypeParser: (id, format) => (id === TYPE.timestamptz ? parseTimestamp : pg.types.getTypeParser(id, format)),
};
const pool = new pg.Pool({ connectionString: url, max: 10, types, options: '-c timezone=UTC' });
// Kysely writes the statement once; it is sent by pg alone.
const writer = new Kysely({ dialect: new PostgresDialect({ pool }) });
const ORG = 'the organization';
const page = selectMembers(writer, ORG).orderBy('members.sort_name').orderBy('members.user_id').limit(51).compile();
// What is a view of the tenant's there is the tables themselves here.
const PEOPLE = `(select members.*, users.first_name, users.last_name, users.image, emails.email from members
  join users on users.id = members.user_id join emails on emails.user_id = users.id and emails.is_primary)`;
const text = page.sql.replace('"tenant_members"', PEOPLE);
const abilities = Object.fromEntries(ACTION_NAMES.map((action) => [action, true]));

const app = Fastify();
app.get('/v2/organizations/:org_id/members', async (request, reply) => {
  const token = request.headers.authorization.slice('Key '.length);
  const found = await pool.query('select id, user_id, scopes from steward_find_key($1)', [hashToken(token)]);
  if (found.rows.length === 0) return reply.code(401).send();
  const { rows } = await pool.query(
    text,
    page.parameters.map((value) => (value === ORG ? request.params.org_id : value)),
  );
  const kept = rows.slice(0, 50);
  const last = kept.at(-1);
  const next_cursor = Buffer.from(JSON.stringify(['members:name', last.sort_name, last.user_id])).toString('base64url');
  const members = kept.map((row) => presentMember(row, abilities, found.rows[0].user_id));
  reply.header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify({ status: { code: 10000, description: 'Ok', req_id: request.id }, members, next_cursor });
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.send({ url: `http://127.0.0.1:${app.server.address().port}` });
process.on('disconnect', () => process.exit(0));
