import type { Handlers, Input } from '../contract/contract.ts';
import type { recordRoutes } from '../contract/records.ts';
import { countRecords } from '../../store/records/countRecords.ts';
import type { RecordFilter } from '../../store/records/recordFilter.ts';
import { recordWords } from '../../store/records/recordWords.ts';
import { searchRecords } from '../../store/records/searchRecords.ts';
import type { ApiContext } from './apiContext.ts';
import { canonicalRange } from './canonicalRange.ts';
import { readCursor, timeCursor, writeCursor } from './cursor.ts';
import { storedRecordDocument } from './storedRecordDocument.ts';
import { dayMs } from '../../time/units.ts';

/** The earliest time that there is. */
const earliestMs = -8.64e15;
const defaultLimit = 50;
/** What is left of a second is for a narrow part without a limit, where the first one took all of this. */
const searchBudgetMs = 600;
const countBudgetMs = 600;
const groupsShown = 20;

export function createRecordHandlers({
  database,
  now,
}: Pick<ApiContext, 'database' | 'now'>): Handlers<keyof typeof recordRoutes> {
  return {
    async 'GET /records'({ query }) {
      const cursor = readCursor(query.cursor, timeCursor);
      const page = await searchRecords(database, filterOf(query, now()), {
        limit: query.limit ?? defaultLimit,
        budgetMs: searchBudgetMs,
        before: cursor && { at: cursor[0], id: cursor[1] },
        now,
      });
      return {
        items: page.records.map(storedRecordDocument),
        lookedBackTo: page.lookedBackTo,
        next: page.next === undefined ? null : writeCursor([page.next.at, page.next.id]),
      };
    },

    'GET /records/counts': ({ query }) =>
      countRecords(database, filterOf(query, now()), {
        by: query.by,
        limit: groupsShown,
        budgetMs: countBudgetMs,
        now,
      }),

    'GET /records/words': () => recordWords(database.pool),
  };
}

type Query = Omit<Input<'GET /records'>['query'], 'cursor' | 'limit'>;

function filterOf(query: Query, nowMs: number): RecordFilter {
  const { to, action, rule, severity, type, subtype, country, device } = query;
  const texts = { action, rule, severity, type, subtype, device, source_location: country };
  return {
    sinceMs: query.from ?? Math.max(earliestMs, Math.min(to ?? nowMs, nowMs) - dayMs),
    beforeMs: to,
    address: canonicalRange(query.address),
    source: canonicalRange(query.source),
    destination: canonicalRange(query.destination),
    destinationPort: query.port,
    user: query.user,
    threat: query.threat,
    context: Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
  };
}
