// The least that an embedded database can take to be there: its folder copied where it is new, and bare PGlite opened.
import { cpSync, existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const [folder, template] = process.argv.slice(2);
if (!existsSync(folder)) cpSync(template, folder, { recursive: true });
const db = await PGlite.create({ dataDir: folder });
await db.query('select count(*) from organizations');
process.send({ type: 'ready' });
process.on('disconnect', () => db.close().then(() => process.exit(0)));
