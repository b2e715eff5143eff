import type { BlockOrigin } from '../../model/block.ts';
import { Conditions } from '../conditions.ts';
import type { Queryable } from '../database.ts';
import { instantOf } from '../instantOf.ts';
import { shownColumns } from './shownBlocks.ts';
import type { ShownBlock } from './shownBlocks.ts';
import { onlyRow } from '../onlyRow.ts';

/** What people filter blocks by; absent: anything. */
export interface BlockFilter {
  readonly state: 'active' | 'released';
  /** An address or range in canonical text: what it is, lies in or holds. */
  readonly overlaps?: string | undefined;
  readonly origin?: BlockOrigin | undefined;
  readonly country?: string | undefined;
  readonly device?: string | undefined;
  readonly sinceMs?: number | undefined;
}

export const blockSorts = ['detectedAt', 'lastSeenAt', 'expiresAt', 'address', 'findings', 'releasedAt'] as const;
export type BlockSort = (typeof blockSorts)[number];

/** By what a list is sorted, and where a page of it ended. A time that is null stands behind every other. */
export interface BlockOrder {
  readonly sort: BlockSort;
  readonly order: 'asc' | 'desc';
  readonly after?: BlockCursor | undefined;
}

export interface BlockCursor {
  /** Of the last row: a time in ms since 1970, an address, or a number of findings. */
  readonly value: number | string | null;
  readonly id: number;
}

const expressions: Readonly<Record<BlockSort, string>> = {
  detectedAt: 'b.detected_at',
  lastSeenAt: 'b.last_seen_at',
  expiresAt: `coalesce(b.expires_at, 'infinity')`,
  address: 'b.address',
  findings: 'b.findings',
  releasedAt: `coalesce(b.released_at, 'infinity')`,
};
const types: Readonly<Partial<Record<BlockSort, string>>> = { address: 'inet', findings: 'int' };

/** Blocks that match, sorted, at most `limit` of them behind the cursor. */
export async function searchBlocks(
  database: Queryable,
  filter: BlockFilter,
  { sort, order, after }: BlockOrder,
  limit: number,
): Promise<ShownBlock[]> {
  const conditions = new Conditions();
  addFilter(conditions, filter);
  // Without `nulls last` the index can be used; in this state the time is never null.
  const expression = sort === 'releasedAt' && filter.state === 'released' ? 'b.released_at' : expressions[sort];
  if (after !== undefined) {
    const type = types[sort] ?? 'timestamptz';
    const beyond = order === 'asc' ? '>' : '<';
    conditions.add(`(${expression}, b.id) ${beyond} (?::${type}, ?::bigint)`, parameterOf(sort, after.value), after.id);
  }
  const { rows } = await database.query<ShownBlock>(
    `select ${shownColumns} from block b left join device d on d.id = b.device_id
     where ${conditions.sql} order by ${expression} ${order}, b.id ${order} limit ${conditions.place(limit)}`,
    conditions.values,
  );
  return rows;
}

/** How many blocks a search would find, on all of its pages. */
export async function countBlocks(database: Queryable, filter: BlockFilter): Promise<number> {
  const conditions = new Conditions();
  addFilter(conditions, filter);
  const { rows } = await database.query<{ blocks: number }>(
    `select count(*) as blocks from block b where ${conditions.sql}`,
    conditions.values,
  );
  return onlyRow(rows).blocks;
}

/** Where the next page begins: behind this block. */
export function cursorBehind(block: ShownBlock, sort: BlockSort): BlockCursor {
  return { value: block[sort], id: block.id };
}

function parameterOf(sort: BlockSort, value: BlockCursor['value']): unknown {
  if (sort === 'address' || sort === 'findings') return value;
  return typeof value === 'number' ? instantOf(value) : 'infinity';
}

function addFilter(conditions: Conditions, filter: BlockFilter): void {
  const { state, overlaps, origin, country, device, sinceMs } = filter;
  conditions.add(state === 'active' ? 'b.released_at is null' : 'b.released_at is not null');
  if (overlaps !== undefined) conditions.add('b.address && ?::inet', overlaps);
  if (origin !== undefined) conditions.add('b.origin = ?', origin);
  if (country !== undefined) conditions.add('lower(b.location) = lower(?)', country);
  if (device !== undefined)
    conditions.add('b.device_id in (select id from device where lower(name) = lower(?))', device);
  if (sinceMs !== undefined) conditions.add('b.detected_at >= ?', instantOf(sinceMs));
}
