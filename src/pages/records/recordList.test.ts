import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  appendAnswer,
  countRows,
  emptyList,
  findRow,
  mergeNewer,
  missingPage,
  newestAt,
  putAwayFarPages,
  refillPage,
  rowsBetween,
} from './recordList.ts';
import type { RecordAnswer, RecordList } from './recordList.ts';
import type { RecordItem } from './recordsState.ts';

const recordOf = (at: number, id = String(at)): RecordItem => ({ id, at }) as RecordItem;
const answerOf = (times: readonly number[], next: string | null): RecordAnswer => ({
  items: times.map((at) => recordOf(at)),
  lookedBackTo: times.at(-1) ?? 0,
  next,
});
const idsOf = (list: RecordList, first: number, end: number) => rowsBetween(list, first, end).map((row) => row?.id);

/** Rows 100, 99, … in pages of 10. */
function listOf(pages: number): RecordList {
  let list = emptyList;
  for (let page = 0; page < pages; page++) {
    const times = Array.from({ length: 10 }, (_, i) => 100 - page * 10 - i);
    list = appendAnswer(list, list.next ?? undefined, answerOf(times, `after ${page}`));
  }
  return list;
}

describe('a list of records', () => {
  it('grows by answers and knows where to go on', () => {
    const list = listOf(3);
    assert.deepEqual([countRows(list), list.next, list.lookedBackTo], [30, 'after 2', 71]);
    assert.deepEqual(idsOf(list, 8, 12), ['92', '91', '90', '89']);
    assert.deepEqual(idsOf(list, 28, 99), ['72', '71']);
  });

  it('keeps no page for an answer that found nothing, but how far it looked', () => {
    const list = appendAnswer(listOf(1), 'after 0', { items: [], lookedBackTo: 5, next: 'further' });
    assert.deepEqual([list.pages.length, list.next, list.lookedBackTo], [1, 'further', 5]);
  });

  it('leaves an answer to an older question aside', () => {
    const list = listOf(2);
    assert.equal(appendAnswer(list, 'after 0', answerOf([1], null)), list);
    const whole = appendAnswer(list, 'after 1', answerOf([1], null));
    assert.equal(appendAnswer(whole, undefined, answerOf([1], null)), whole);
  });

  it('takes what arrived once, in the order of time', () => {
    const list = mergeNewer(listOf(2), [recordOf(102), recordOf(100), recordOf(98, '980'), recordOf(101)]);
    assert.deepEqual(idsOf(list, 0, 7), ['102', '101', '100', '99', '980', '98', '97']);
    assert.equal(countRows(list), 23);
    assert.equal(mergeNewer(list, [recordOf(102)]), list);
  });

  it('begins with what arrived where it was empty', () => {
    assert.deepEqual(idsOf(mergeNewer(emptyList, [recordOf(1), recordOf(2)]), 0, 9), ['2', '1']);
  });

  it('asks for news from the newest time that has come, not from a clock that is ahead', () => {
    const list = mergeNewer(listOf(1), [recordOf(9_999)]);
    assert.equal(newestAt(list, 200), 100);
    assert.equal(newestAt(emptyList, 200), undefined);
  });

  it('puts away what is far from the view, never the first page, and asks for it again', () => {
    const list = putAwayFarPages(listOf(5), 45, 25);
    assert.deepEqual(
      list.pages.map(({ items }) => items !== undefined),
      [true, false, false, false, true],
    );
    assert.equal(countRows(list), 50);
    assert.deepEqual(idsOf(list, 9, 12), ['91', undefined, undefined]);
    assert.equal(missingPage(list, 0, 10), undefined);
    assert.equal(missingPage(list, 5, 11), 1);
    assert.equal(list.pages[1]?.cursor, 'after 0');
    const refilled = refillPage(list, 1, answerOf([90, 89, 88, 87, 86, 85, 84, 83, 82, 81], 'after 1'));
    assert.deepEqual(idsOf(refilled, 9, 12), ['91', '90', '89']);
    assert.equal(missingPage(refilled, 5, 20), undefined);
  });

  it('finds a record that it holds', () => {
    assert.equal(findRow(listOf(3), '85')?.row, 15);
    assert.equal(findRow(listOf(3), '1'), undefined);
  });
});
