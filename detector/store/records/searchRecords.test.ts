import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestStore } from '../../../tests/support/store.ts';
import { dayMs } from '../../time/units.ts';
import { searchRecords } from './searchRecords.ts';
import type { RecordCursor } from './searchRecords.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const frozen = { budgetMs: 1_000, now: () => 0 };

test('gives all records of an address, newest first, page by page', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const rows = Array.from({ length: 50 }, (_, i) => ({ at: noon - ((i * 7) % 50) * (dayMs / 10), source: i % 2 }));
  await writer.write(batchOf(rows, 0), noon);
  const found: number[] = [];
  let before: RecordCursor | undefined;
  do {
    const options = { ...frozen, limit: 7, ...(before === undefined ? {} : { before }) };
    const page = await searchRecords(database, { source: '198.18.0.1' }, options);
    found.push(...page.records.map((record) => record.time));
    before = page.next;
  } while (before !== undefined);
  const expected = rows.filter(({ source }) => source === 1).map(({ at }) => at);
  assert.deepEqual(
    found,
    expected.toSorted((a, b) => b - a),
  );
});

test('filters by what is stored of a record', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const detail = { user: 'jdoe', threatId: '95187' };
  await writer.write(
    batchOf(
      [
        { at: noon, source: 1 },
        { at: noon + 1, source: 2, context: 2, detail },
      ],
      0,
    ),
    noon,
  );
  const filters = [
    { source: '198.18.0.0/31' },
    { context: { rule: 'web' } },
    { context: { device: 'FW-1', action: 'drop' } },
    { user: 'jdoe' },
    { threat: '95187', destinationPort: 443 },
    { destination: '203.0.113.0/24', sinceMs: noon + 1 },
    { destinationPort: 22 },
  ];
  const found = await Promise.all(
    filters.map(async (filter) => {
      const { records } = await searchRecords(database, filter, { ...frozen, limit: 10 });
      return records.map((record) => record.id);
    }),
  );
  assert.deepEqual(found, [[1], [2], [1], [2], [2], [2], []]);
});

test('gives a record as the view shows it', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const extra = { SeqNo: '7', input: '/a.log', sourceLocation: 'NZ', destinationLocation: 'AU' };
  const detail = { user: 'jdoe', threatName: 'T', threatId: '95187', extra };
  await writer.write(batchOf([{ at: noon, source: 1, detail }], 0), noon);
  const { records } = await searchRecords(database, {}, { ...frozen, limit: 10 });
  const { rows } = await database.pool.query('select * from syslog_records');
  assert.deepEqual(records, rows);
});

test('says how far back it has looked when its time is up, and goes on from there', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const days = [0, 1, 2, 3].map((age) => ({ at: noon - age * dayMs, source: 1, context: age === 3 ? 2 : 1 }));
  await writer.write(batchOf(days, 0), noon);
  let clock = 0;
  const slow = { limit: 10, budgetMs: 2, now: () => clock++ };
  const first = await searchRecords(database, { context: { rule: 'web' } }, slow);
  assert.deepEqual(first.records, []);
  assert.ok(first.next !== undefined && first.lookedBackTo > noon - 3 * dayMs);
  const second = await searchRecords(
    database,
    { context: { rule: 'web' } },
    { ...frozen, limit: 10, before: first.next },
  );
  assert.equal(second.records.length, 1);
  assert.equal(second.next, undefined);
});

test('a part that takes too long is looked at minute by minute, page by page to the end', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await writer.write(batchOf([{ at: noon, source: 1 }], 0), noon);
  // A busy firewall: 200,000 records within the first part, and what is looked for is the oldest.
  await database.pool.query(
    `insert into record (at, id, source, source_port, destination, destination_port, context, detail)
     select to_timestamp($1) - make_interval(secs => n * 0.004), n + 1, '198.18.0.1', 1, '203.0.113.7', 443, 1,
       jsonb_build_object('user', case when n = 200000 then 'jdoe' else 'user-' || n end)
     from generate_series(1, 200000) n`,
    [noon / 1000],
  );
  const filter = { user: 'jdoe', sinceMs: noon - 1_000_000, beforeMs: noon + 1 };
  const startedAt = performance.now();
  const hurried = { limit: 10, budgetMs: 4, now: () => filter.beforeMs + Math.floor(performance.now() - startedAt) };
  const pages = [await searchRecords(database, filter, hurried)];
  for (let next = pages[0].next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(await searchRecords(database, filter, { ...hurried, before: next }));
    assert.ok(pages.length < 50, 'it comes to an end');
  }
  assert.deepEqual([pages[0].records, filter.beforeMs - pages[0].lookedBackTo], [[], 60_000]);
  assert.ok(pages.every(({ lookedBackTo }, i) => i === 0 || lookedBackTo < pages[i - 1].lookedBackTo));
  const found = pages.flatMap(({ records }) => records.map(({ user }) => user));
  assert.deepEqual(found, ['jdoe']);
});
