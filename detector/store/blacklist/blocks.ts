import type { Block, BlockOrigin } from '../../model/block.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Queryable } from '../database.ts';
import { dateOrNull } from '../dateOrNull.ts';
import { onlyRow } from '../onlyRow.ts';

export interface NewBlock extends Omit<Block, 'id' | 'releasedAt'> {
  /** A person's login, or 'detector'. */
  readonly createdBy: string;
}

/** A block as it is shown: with what came of it. */
export interface StoredBlock extends Block {
  readonly createdBy: string;
  readonly findings: number;
  /** When its source first and last hit the deny rule. */
  readonly firstHitAt: number | null;
  readonly lastHitAt: number | null;
  readonly releasedBy: string | null;
  readonly releaseReason: string | null;
}

interface BlockRow {
  id: number;
  address: string;
  origin: BlockOrigin;
  location: string;
  detected_at: number;
  last_seen_at: number;
  expires_at: number | null;
  fixed_end: boolean;
  reason: string;
  evidence: Evidence | null;
  findings: number;
  first_hit_at: number | null;
  last_hit_at: number | null;
  created_by: string;
  released_at: number | null;
  released_by: string | null;
  release_reason: string | null;
}

const columns = `id, abbrev(address) as address, origin, location, detected_at, last_seen_at, expires_at, fixed_end, reason, evidence,
  findings, first_hit_at, last_hit_at, created_by, released_at, released_by, release_reason`;

function blockOf(row: BlockRow): StoredBlock {
  return {
    id: row.id,
    address: row.address,
    origin: row.origin,
    location: row.location,
    detectedAt: row.detected_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    fixedEnd: row.fixed_end,
    reason: row.reason,
    evidence: row.evidence,
    findings: row.findings,
    firstHitAt: row.first_hit_at,
    lastHitAt: row.last_hit_at,
    createdBy: row.created_by,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    releaseReason: row.release_reason,
  };
}

/** Every block there is or was of an address, or of a range that holds it: active ones first, then the narrowest, then the newest. */
export async function blocksOfAddress(database: Queryable, address: string): Promise<StoredBlock[]> {
  const { rows } = await database.query<BlockRow>(
    `select ${columns} from block where address >>= $1::inet
     order by released_at is not null, masklen(address) desc, detected_at desc limit 100`,
    [address],
  );
  return rows.map(blockOf);
}

/** Blocks, newest first: the active ones, or those released. */
export async function listBlocks(
  database: Queryable,
  which: 'active' | 'released',
  limit: number,
): Promise<StoredBlock[]> {
  const { rows } = await database.query<BlockRow>(
    `select ${columns} from block where (released_at is null) = $1 order by detected_at desc, id desc limit $2`,
    [which === 'active', limit],
  );
  return rows.map(blockOf);
}

/** The new block's number; undefined where an active one of that address stands already. */
export async function insertBlock(database: Queryable, block: NewBlock): Promise<number | undefined> {
  const [id] = (await insertBlocks(database, [block])).values();
  return id;
}

/** The numbers of new blocks by address; one whose address has an active block already is left out. No address comes twice. */
export async function insertBlocks(database: Queryable, blocks: readonly NewBlock[]): Promise<Map<string, number>> {
  if (blocks.length === 0) return new Map();
  const { rows } = await database.query<{ id: number; address: string }>(
    `insert into block (address, origin, location, detected_at, last_seen_at, expires_at, fixed_end, reason, evidence, created_by, findings)
     select address, origin, location, detected_at, last_seen_at, expires_at, fixed_end, reason, evidence, created_by,
       case when origin = 'manual' then 0 else 1 end
     from unnest($1::inet[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::boolean[], $8::text[],
         $9::jsonb[], $10::text[]) with ordinality
       as b (address, origin, location, detected_at, last_seen_at, expires_at, fixed_end, reason, evidence, created_by, n)
     order by n
     on conflict (address) where released_at is null do nothing returning id, abbrev(address) as address`,
    [
      blocks.map((block) => block.address),
      blocks.map((block) => block.origin),
      blocks.map((block) => block.location),
      blocks.map((block) => new Date(block.detectedAt)),
      blocks.map((block) => new Date(block.lastSeenAt)),
      blocks.map((block) => dateOrNull(block.expiresAt)),
      blocks.map((block) => block.fixedEnd),
      blocks.map((block) => block.reason),
      blocks.map((block) => (block.evidence === null ? null : JSON.stringify(block.evidence))),
      blocks.map((block) => block.createdBy),
    ],
  );
  return new Map(rows.map(({ id, address }) => [address, id]));
}

export interface Renewal {
  readonly id: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number | null;
  /** Further findings that joined it. */
  readonly findings: number;
  /** The newest deny-rule hit. */
  readonly hitAt: number | null;
}

/** Moves blocks on to when they were last seen, each by any number of renewals; a block never goes back. */
export async function renewBlocks(database: Queryable, renewals: readonly Renewal[]): Promise<void> {
  if (renewals.length === 0) return;
  await database.query(
    // Rows are locked in the order of their numbers, as everywhere, so that there is no deadlock.
    `with locked as (
       select id from block where id = any($1) and released_at is null order by id for update
     )
     update block set
       last_seen_at = greatest(block.last_seen_at, r.last_seen_at),
       expires_at = case when block.fixed_end then block.expires_at else greatest(block.expires_at, r.expires_at) end,
       findings = block.findings + r.findings,
       first_hit_at = least(block.first_hit_at, r.first_hit_at),
       last_hit_at = greatest(block.last_hit_at, r.last_hit_at)
     from (
       select id, max(last_seen_at) as last_seen_at, max(expires_at) as expires_at, sum(findings) as findings,
         min(hit_at) as first_hit_at, max(hit_at) as last_hit_at
       from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::timestamptz[])
         as seen (id, last_seen_at, expires_at, findings, hit_at)
       group by id
     ) r
     join locked using (id)
     where block.id = r.id`,
    [
      renewals.map((renewal) => renewal.id),
      renewals.map((renewal) => dateOrNull(renewal.lastSeenAt)),
      renewals.map((renewal) => dateOrNull(renewal.expiresAt)),
      renewals.map((renewal) => renewal.findings),
      renewals.map((renewal) => dateOrNull(renewal.hitAt)),
    ],
  );
}

export async function releaseBlocks(
  database: Queryable,
  ids: readonly number[],
  by: string,
  reason: string,
  nowMs: number,
): Promise<void> {
  await database.query(
    `with locked as (
       select id from block where id = any($1) and released_at is null order by id for update
     )
     update block set released_at = $2, released_by = $3, release_reason = $4
     from locked where block.id = locked.id`,
    [ids, new Date(nowMs), by, reason],
  );
}

/** Blocks per statement that deletes them with their findings. */
const portion = 1_000;

/** Deletes blocks that were released before a time, with their findings, in portions. */
export async function deleteReleasedBlocks(database: Queryable, beforeMs: number): Promise<void> {
  for (;;) {
    const { rowCount } = await database.query(
      `with old as materialized (select id from block where released_at < $1 limit $2),
         theirs as (delete from finding where block_id in (select id from old))
       delete from block where id in (select id from old)`,
      [new Date(beforeMs), portion],
    );
    if ((rowCount ?? 0) < portion) return;
  }
}

/** Whether this database ever held a block: an empty list of one that did is meant. */
export async function hasBlockHistory(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ any: boolean }>('select exists (select from block) as any');
  return onlyRow(rows).any;
}
