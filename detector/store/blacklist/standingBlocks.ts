import type { Block } from '../../model/block.ts';
import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** What decisions need of a block; its evidence, which is most of it, stays in the database. */
export const standingColumns = `id, abbrev(address) as address, origin, location, detected_at as "detectedAt", last_seen_at as "lastSeenAt",
  expires_at as "expiresAt", fixed_end as "fixedEnd", released_at as "releasedAt", reason, null as evidence`;

/** Active blocks of exactly these addresses. */
export async function activeBlocksOf(database: Queryable, addresses: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block where address = any($1::inet[]) and released_at is null`,
    [addresses],
  );
  return rows;
}

/**
 * Active blocked ranges that hold any of these addresses or ranges, the narrowest first. Each address is cut to the few
 * prefix lengths in use and looked up: 0.3 s for 50,000 addresses and 1,000 ranges, where comparing each with each takes 3 s.
 */
export async function activeRangesOver(database: Queryable, addresses: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `with range as materialized (
       select * from block where released_at is null and masklen(address) < case family(address) when 4 then 32 else 128 end
     ), asked as (
       select distinct network(set_masklen(a.address, length.bits))::inet as address
       from (select distinct family(address) as family, masklen(address) as bits from range) length
       join unnest($1::inet[]) as a (address) on family(a.address) = length.family and masklen(a.address) > length.bits
     )
     select ${standingColumns} from range where address in (select address from asked) order by masklen(range.address) desc`,
    [addresses],
  );
  return rows;
}

/** Active blocks that lie wholly inside any of these ranges (or are one of them), by address. */
export async function activeBlocksWithin(database: Queryable, ranges: readonly string[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block
     where released_at is null and exists (select from unnest($1::inet[]) as r (range) where block.address <<= r.range)
     order by block.address`,
    [ranges],
  );
  return rows;
}

/** Active blocks of addresses and narrower ranges inside a range: how many there are, and the first of them by address. */
export async function activeBlocksInside(
  database: Queryable,
  range: string,
  limit: number,
): Promise<{ count: number; blocks: Block[] }> {
  const inside = 'from block where released_at is null and address << $1::inet';
  const { rows } = await database.query<{ count: number }>(`select count(*) as count ${inside}`, [range]);
  const { rows: blocks } = await database.query<Block>(
    `select ${standingColumns} ${inside} order by block.address limit $2`,
    [range, limit],
  );
  return { count: onlyRow(rows).count, blocks };
}

/** Active blocks whose end has come: all of them, or only those that end to the minute. */
export async function dueBlocks(database: Queryable, nowMs: number, which: 'all' | 'fixed-end'): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block
     where released_at is null and expires_at <= $1 and (fixed_end or $2) order by id`,
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
