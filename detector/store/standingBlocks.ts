import type { Block } from '../model/block.ts';
import type { Queryable } from './database.ts';

/** What decisions need of a block; its evidence, which is most of it, stays in the database. */
const columns = `id, abbrev(address) as address, origin, location, detected_at as "detectedAt", last_seen_at as "lastSeenAt",
  expires_at as "expiresAt", fixed_end as "fixedEnd", released_at as "releasedAt", reason, null as evidence`;

/** Active blocks of exactly these addresses. */
export async function activeBlocksOf(database: Queryable, addresses: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${columns} from block where address = any($1::inet[]) and released_at is null`,
    [addresses],
  );
  return rows;
}

/** Active blocked ranges that hold any of these addresses or ranges, the narrowest first. */
export async function activeRangesOver(database: Queryable, addresses: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${columns} from block
     where released_at is null and masklen(address) < case family(address) when 4 then 32 else 128 end
       and exists (select from unnest($1::inet[]) as a (address) where block.address >> a.address)
     order by masklen(block.address) desc`,
    [addresses],
  );
  return rows;
}

/** Active blocks that lie wholly inside any of these ranges (or are one of them). */
export async function activeBlocksWithin(database: Queryable, ranges: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${columns} from block
     where released_at is null and exists (select from unnest($1::inet[]) as r (range) where block.address <<= r.range)`,
    [ranges],
  );
  return rows;
}

/** Active blocks whose end has come: all of them, or only those that end to the minute. Nobody renews them before the transaction ends. */
export async function dueBlocks(database: Queryable, nowMs: number, which: 'all' | 'fixed-end'): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${columns} from block where released_at is null and expires_at <= $1 and (fixed_end or $2) for update`,
    [new Date(nowMs), which === 'all'],
  );
  return rows;
}

/** Of every active block what the list needs. */
export async function listedBlocks(database: Queryable): Promise<Pick<Block, 'address' | 'expiresAt' | 'fixedEnd'>[]> {
  const { rows } = await database.query<Pick<Block, 'address' | 'expiresAt' | 'fixedEnd'>>(
    `select abbrev(address) as address, expires_at as "expiresAt", fixed_end as "fixedEnd" from block where released_at is null`,
  );
  return rows;
}
