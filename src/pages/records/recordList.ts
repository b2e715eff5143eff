import type { Answer } from '../../../detector/api/contract/contract.ts';
import type { RecordItem } from './recordsState.ts';

export type RecordAnswer = Answer<'GET /records'>;

/** Rows that came as one answer. */
interface RecordPage {
  /** What they were asked for with; undefined: they are the newest. */
  readonly cursor: string | undefined;
  readonly count: number;
  /** Undefined: put away to save memory, to be asked for again when they come into view. */
  readonly items: readonly RecordItem[] | undefined;
}

/** What was found so far, newest first. */
export interface RecordList {
  readonly pages: readonly RecordPage[];
  /** Where to go on; null: all was looked at; undefined: nothing was asked yet. */
  readonly next: string | null | undefined;
  /** Everything from this time on was looked at, ms. */
  readonly lookedBackTo: number | undefined;
}

export const emptyList: RecordList = { pages: [], next: undefined, lookedBackTo: undefined };

export function countRows({ pages }: RecordList): number {
  return pages.reduce((sum, { count }) => sum + count, 0);
}

/** The list with an answer at its end; as it was if the list has moved on since it was asked with `cursor`. */
export function appendAnswer(list: RecordList, cursor: string | undefined, answer: RecordAnswer): RecordList {
  if ((list.next ?? undefined) !== cursor || list.next === null) return list;
  const { items, next, lookedBackTo } = answer;
  const page = { cursor, count: items.length, items };
  return { pages: items.length === 0 ? list.pages : [...list.pages, page], next, lookedBackTo };
}

/** The list with a page that was put away back in its place. */
export function refillPage(list: RecordList, index: number, { items }: RecordAnswer): RecordList {
  const pages = list.pages.map((page, i) => (i === index ? { ...page, items, count: items.length } : page));
  return { ...list, pages };
}

/** The list with what arrived since, each record once, at the place that its time gives it among the first page. */
export function mergeNewer(list: RecordList, newer: readonly RecordItem[]): RecordList {
  const known = new Set(list.pages.flatMap(({ items = [] }) => items.map(({ id }) => id)));
  const fresh = newer.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return list;
  const [head = { cursor: undefined, count: 0, items: [] }, ...rest] = list.pages;
  const items = [...fresh, ...(head.items ?? [])].sort(newestFirst);
  return { ...list, pages: [{ ...head, items, count: items.length }, ...rest] };
}

function newestFirst(one: RecordItem, other: RecordItem): number {
  return other.at - one.at || (BigInt(other.id) > BigInt(one.id) ? 1 : -1);
}

/** The newest time in the list that has come already, ms: a clock that is ahead would hide what comes now. */
export function newestAt({ pages }: RecordList, nowMs: number): number | undefined {
  for (const { items = [] } of pages) {
    const newest = items.find(({ at }) => at <= nowMs);
    if (newest !== undefined) return newest.at;
  }
  return undefined;
}

/** Puts away the pages farthest from the row in view until at most `maxRows` are held; the first page stays. */
export function putAwayFarPages(list: RecordList, row: number, maxRows: number): RecordList {
  let held = list.pages.reduce((sum, { count, items }) => sum + (items === undefined ? 0 : count), 0);
  if (held <= maxRows) return list;
  const pages = [...list.pages];
  const starts = startsOf(list);
  const distanceOf = (index: number): number => Math.abs((starts[index] ?? 0) - row);
  const farthestFirst = pages
    .map((_, index) => index)
    .filter((index) => index > 0 && pages[index]?.items !== undefined)
    .sort((one, other) => distanceOf(other) - distanceOf(one));
  for (const index of farthestFirst) {
    if (held <= maxRows) break;
    const page = pages[index];
    if (page === undefined) continue;
    held -= page.count;
    pages[index] = { ...page, items: undefined };
  }
  return { ...list, pages };
}

/** The rows from `first` to before `end`; undefined where they are put away. */
export function rowsBetween(list: RecordList, first: number, end: number): (RecordItem | undefined)[] {
  const rows: (RecordItem | undefined)[] = [];
  let start = 0;
  for (const { count, items } of list.pages) {
    for (let row = Math.max(first, start); row < Math.min(end, start + count); row++) rows.push(items?.[row - start]);
    start += count;
    if (start >= end) break;
  }
  return rows;
}

/** The first page in these rows that is put away. */
export function missingPage(list: RecordList, first: number, end: number): number | undefined {
  const starts = startsOf(list);
  const index = list.pages.findIndex(({ count, items }, i) => {
    const start = starts[i] ?? 0;
    return items === undefined && start < end && start + count > first;
  });
  return index < 0 ? undefined : index;
}

/** Where a record stands, if it is held. */
export function findRow(list: RecordList, id: string): { row: number; record: RecordItem } | undefined {
  const starts = startsOf(list);
  for (const [index, { items = [] }] of list.pages.entries()) {
    const place = items.findIndex((item) => item.id === id);
    const record = items[place];
    if (record !== undefined) return { row: (starts[index] ?? 0) + place, record };
  }
  return undefined;
}

function startsOf({ pages }: RecordList): number[] {
  let start = 0;
  return pages.map(({ count }) => {
    start += count;
    return start - count;
  });
}
