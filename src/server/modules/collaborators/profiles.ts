import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';

/** Who somebody is to those whom they share an app with. */
export interface Profile {
  readonly id: string;
  readonly kind: 'person' | 'organization';
  /** An organization's name stands here whole. */
  readonly first_name: string;
  readonly last_name: string;
  readonly image: string | null;
}

/** The people and organizations that exist, by id; also those of whom the caller otherwise sees nothing. */
export async function profilesOf(db: Db, ids: readonly string[]): Promise<Map<string, Profile>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Profile>`select * from owner_profiles(${[...new Set(ids)]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The part of a profile that names an owner. */
export const nameOf = ({ id, first_name, last_name, image }: Profile) => ({ id, first_name, last_name, image });
