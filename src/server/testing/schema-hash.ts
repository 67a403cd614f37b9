import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIGRATIONS = join(import.meta.dirname, '..', 'db', 'migrations');

/** Names a template after all that makes it, with further files that do: another migration is another template. */
export function schemaHash(...more: readonly string[]): string {
  const hash = createHash('sha256');
  const migrations = readdirSync(MIGRATIONS).sort();
  for (const file of [...migrations.map((name) => join(MIGRATIONS, name)), ...more]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
