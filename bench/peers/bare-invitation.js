// The statements of Steward's invitation by hand: Fastify and pg, the same statements in one transaction on one
// connection, with what differs from one invitation to the next put in. They are recorded from Steward itself, so that
// they stay the same ones.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';

const [url, recording] = process.argv.slice(2);
const { statements, email, org_id, req_id, invitation_id } = JSON.parse(readFileSync(recording, 'utf8'));
const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c timezone=UTC' });

/** A recorded value with this invitation's own in it; what was no text is as it was. */
function filled(value, own) {
  if (typeof value === 'object' && value?.type === 'Buffer') return Buffer.from(value.data);
  if (Array.isArray(value)) return value.map((one) => filled(one, own));
  if (typeof value !== 'string') return value;
  return value
    .replaceAll(email, own.email)
    .replaceAll(org_id, own.org_id)
    .replaceAll(req_id, own.req_id)
    .replaceAll(invitation_id, own.invitation_id);
}

/** Prepared, as whoever writes it for speed would. */
const names = new Map(statements.map(({ text, values }, at) => [text, values.length === 0 ? undefined : `s${at}`]));

let count = 0;
const app = Fastify();
app.post('/v2/organizations/:org_id/invitations', async (request) => {
  count += 1;
  const req_id = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const own = {
    email: request.body.invitations[0].email,
    org_id: request.params.org_id,
    req_id,
    invitation_id: undefined,
  };
  const client = await pool.connect();
  let shown;
  try {
    for (const { text, values } of statements) {
      const { rows } = await client.query({ name: names.get(text), text, values: filled(values, own) });
      if (/^with "invitations" as/.test(text)) [shown] = rows;
      own.invitation_id = shown?.id;
    }
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return { status: { code: 10000, description: 'Ok', req_id: request.id }, invitations: [shown] };
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.send({ url: `http://127.0.0.1:${app.server.address().port}` });
process.on('disconnect', () => process.exit(0));
