// better-auth with its organization plugin, as its documentation sets it up, behind Node's own server. It fills itself
// with one organization of as many members as it is told, and says over IPC where it listens and with which cookie.
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { organization } from 'better-auth/plugins';
import pg from 'pg';

const [url, members] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
const options = {
  database: pool,
  baseURL: 'http://127.0.0.1',
  secret: 'only for this measurement, on this machine',
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [organization({ membershipLimit: Number(members) + 1 })],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);

const body = { email: 'ada@people.example', password: 'correct horse battery', name: 'Ada Byron' };
const signedUp = await auth.api.signUpEmail({ body, returnHeaders: true });
const cookie = signedUp.headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ');
const made = await auth.api.createOrganization({
  body: { name: 'Large', slug: 'large' },
  headers: new Headers({ cookie }),
});
await pool.query(
  `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
   select 'm' || n, 'First' || n % 997 || ' Last' || n, 'm' || n || '@people.example', true, now(), now()
   from generate_series(1, $1::integer) n`,
  [members],
);
await pool.query(
  `insert into member (id, "organizationId", "userId", role, "createdAt")
   select 'member' || n, $2, 'm' || n, 'member', now() - make_interval(mins => n) from generate_series(1, $1::integer) n`,
  [members, made.id],
);
await pool.query('vacuum analyze');

const server = createServer(toNodeHandler(auth));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const path = `/api/auth/organization/list-members?organizationId=${made.id}&limit=50`;
  process.send({ url: `http://127.0.0.1:${port}${path}`, headers: { cookie } });
});
process.on('disconnect', () => process.exit(0));
