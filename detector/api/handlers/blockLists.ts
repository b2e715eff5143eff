import Type from 'typebox';
import type { Handlers, Input } from '../contract/contract.ts';
import type { Safety } from '../../block/safety.ts';
import { parseCidr } from '../../model/cidr.ts';
import { deviceNamesById } from '../../store/deviceNamesById.ts';
import { cursorBehind, searchBlocks } from '../../store/blacklist/searchBlocks.ts';
import type { BlockCursor, BlockFilter, BlockOrder } from '../../store/blacklist/searchBlocks.ts';
import type { ShownBlock } from '../../store/blacklist/shownBlocks.ts';
import { searchFindings } from '../../store/blacklist/searchFindings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { loadSafety } from '../../actions/blacklist/loadSafety.ts';
import type { Actor } from '../../actions/actor.ts';
import type { ApiContext } from './apiContext.ts';
import { csvHeader, csvLine } from './blockCsv.ts';
import { blockDocument } from './blockDocument.ts';
import { canonicalRange } from './canonicalRange.ts';
import { readCursor, timeCursor, writeCursor } from './cursor.ts';
import { findingDocument } from './findingDocument.ts';

/** What the blacklist's handlers need. */
export type BlacklistContext = Pick<ApiContext, 'database' | 'actorOf' | 'now'>;

type ListRoutes = 'GET /blacklist/blocks' | 'GET /blacklist/blocks.csv' | 'GET /blacklist/findings';

const defaultLimit = 50;
/** A table program opens about a million rows; this is more than firewalls take into a list. */
const csvRows = 200_000;
/** Rows that are held at once: more would keep everything else waiting while they are written. */
const csvPage = 5_000;

export function createBlockLists({ database: { pool }, actorOf }: BlacklistContext): Handlers<ListRoutes> {
  return {
    async 'GET /blacklist/blocks'({ query }, person) {
      const order = orderOf(query);
      const limit = query.limit ?? defaultLimit;
      const after = readBlockCursor(query.cursor, order);
      const safety = await currentSafety(actorOf(person));
      const blocks = await searchBlocks(pool, filterOf(query), { ...order, after }, limit + 1);
      const last = blocks.length > limit ? blocks.at(limit - 1) : undefined;
      const items = blocks.slice(0, limit).map((block) => blockDocument(block, safety));
      if (last === undefined) return { items, next: null };
      const { value, id } = cursorBehind(last, order.sort);
      return { items, next: writeCursor([`${order.sort} ${order.order}`, value, id]) };
    },

    async 'GET /blacklist/blocks.csv'({ query }, person) {
      const order = orderOf(query);
      const filter = filterOf(query);
      const safety = await currentSafety(actorOf(person));
      const readPage = (after?: BlockCursor) => searchBlocks(pool, filter, { ...order, after }, csvPage);
      return csvPieces(await readPage(), readPage, order, safety);
    },

    async 'GET /blacklist/findings'({ query }) {
      // Blocks by hand have no findings.
      if (query.case === 'manual') return { items: [], next: null };
      const { outcome, country, device, limit = defaultLimit } = query;
      const cursor = readCursor(query.cursor, timeCursor);
      const found = await searchFindings(
        pool,
        { outcome, case: query.case, country, device, overlaps: canonicalRange(query.search), sinceMs: query.since },
        cursor && { at: cursor[0], id: cursor[1] },
        limit + 1,
      );
      const names = await deviceNamesById(pool);
      const last = found.length > limit ? found.at(limit - 1) : undefined;
      return {
        items: found.slice(0, limit).map((finding) => findingDocument(finding, names)),
        next: last === undefined ? null : writeCursor([last.at, last.id]),
      };
    },
  };
}

/** The file in pieces; each page is read when the one before it has been taken. */
async function* csvPieces(
  first: readonly ShownBlock[],
  readPage: (after: BlockCursor) => Promise<readonly ShownBlock[]>,
  { sort }: BlockOrder,
  safety: Safety,
): AsyncGenerator<string> {
  yield csvHeader;
  let blocks = first;
  for (let rows = csvPage; ; rows += csvPage) {
    yield blocks.map((block) => csvLine(blockDocument(block, safety))).join('');
    const last = blocks.at(-1);
    if (last === undefined || blocks.length < csvPage || rows >= csvRows) return;
    blocks = await readPage(cursorBehind(last, sort));
  }
}

/** What may not be blocked now. */
export async function currentSafety({ database: { pool }, defaults, listAccess, nowMs }: Actor): Promise<Safety> {
  const { settings } = await loadSettings(pool, defaults);
  return loadSafety(pool, settings, listAccess, nowMs);
}

type BlocksQuery = Omit<Input<'GET /blacklist/blocks'>['query'], 'cursor' | 'limit'>;

function filterOf({ state, search, case: origin, country, device, since }: BlocksQuery): BlockFilter {
  return { state, overlaps: canonicalRange(search), origin, country, device, sinceMs: since };
}

/** By default the newest first. */
function orderOf({ state, sort, order }: BlocksQuery): BlockOrder {
  return { sort: sort ?? (state === 'released' ? 'releasedAt' : 'detectedAt'), order: order ?? 'desc' };
}

const id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const time = Type.Union([Type.Integer({ minimum: -8.64e15, maximum: 8.64e15 }), Type.Null()]);
const values = {
  address: Type.Refine(Type.String(), (text) => typeof parseCidr(text) !== 'string'),
  findings: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
  ...{ detectedAt: time, lastSeenAt: time, expiresAt: time, releasedAt: time },
};

function readBlockCursor(text: string | undefined, { sort, order }: BlockOrder): BlockCursor | undefined {
  const cursor = readCursor(text, Type.Tuple([Type.Literal(`${sort} ${order}`), values[sort], id]));
  return cursor && { value: cursor[1], id: cursor[2] };
}
