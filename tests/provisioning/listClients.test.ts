import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { insertPolls } from '../../detector/store/listPolls.ts';
import { openReader } from './openReader.ts';
import { putAwake } from './putActivity.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

interface Polls {
  /** Between one poll and the next, the oldest first. */
  readonly gaps: readonly number[];
  readonly silentMs: number;
  readonly client?: string;
  readonly status?: number;
}

const every = (gap: number, amount: number): number[] => Array.from({ length: amount }, () => gap);

/** Tells of a client that polled so what dashboards and alerts are told; each is another one unless it has an address. */
async function openReport(t: TestContext): Promise<(polls: Polls) => Promise<string>> {
  const { database, reader } = await openReader(t);
  await putAwake(database.pool, Date.now());
  let clients = 0;
  return async ({ gaps, silentMs, client = `192.0.2.${++clients}`, status = 200 }) => {
    const times = [Date.now() - silentMs];
    for (const gap of gaps.toReversed()) times.unshift(times[0] - gap);
    const poll = { client, status, entries: 1, etag: '', userAgent: '' };
    const polls = times.map((at) => ({ ...poll, at }));
    await insertPolls(database.pool, polls, false, ['198.51.100.4']);
    const { rows } = await reader.query<{ is_known: boolean; is_missing: boolean }>(
      'select is_known, is_missing from list_clients where client = $1',
      [client],
    );
    assert.equal(rows.length, 1);
    return rows[0].is_missing ? 'missing' : rows[0].is_known ? 'known' : 'new';
  };
}

describe('a client of the list', () => {
  it('is known by five regular polls, and missing once it has left out three', async (t) => {
    const told = await openReport(t);
    assert.equal(await told({ gaps: every(5 * minuteMs, 3), silentMs: hourMs }), 'new');
    assert.equal(await told({ gaps: every(5 * minuteMs, 4), silentMs: 14 * minuteMs }), 'known');
    assert.equal(await told({ gaps: every(5 * minuteMs, 4), silentMs: 16 * minuteMs }), 'missing');
  });

  it('is watched by its own interval, be it a day', async (t) => {
    const told = await openReport(t);
    assert.equal(await told({ gaps: every(dayMs, 4), silentMs: 2 * dayMs }), 'known');
    assert.equal(await told({ gaps: every(dayMs, 4), silentMs: 3 * dayMs + minuteMs }), 'missing');
  });

  it('stays known over a restart, and by polls that shift by a minute', async (t) => {
    const told = await openReport(t);
    const minutes = [4, 6, 5, 60, 5, 5, 4, 6];
    assert.equal(await told({ gaps: minutes.map((each) => each * minuteMs), silentMs: minuteMs }), 'known');
  });

  it('is known by twenty polls whatever they are, such as those of two firewalls behind one address', async (t) => {
    const told = await openReport(t);
    const gaps = (amount: number) => Array.from({ length: amount }, (_, i) => (i % 2 === 0 ? 10 : 50) * minuteMs);
    assert.equal(await told({ gaps: gaps(18), silentMs: 4 * hourMs }), 'new');
    assert.equal(await told({ gaps: gaps(19), silentMs: minuteMs }), 'known');
  });

  it('is nobody who tries the list by hand, who was never given it, or who is this server', async (t) => {
    const told = await openReport(t);
    assert.equal(await told({ gaps: every(minuteMs, 9), silentMs: hourMs }), 'new');
    assert.equal(await told({ gaps: [1, 7, 30, 4].map((each) => each * minuteMs), silentMs: dayMs }), 'new');
    assert.equal(await told({ gaps: every(5 * minuteMs, 30), silentMs: hourMs, status: 401 }), 'new');
    for (const client of ['127.0.0.1', '::1', '198.51.100.4']) {
      assert.equal(await told({ gaps: every(5 * minuteMs, 30), silentMs: hourMs, client }), 'new');
    }
  });

  it('is not called missing while no detector is awake', async (t) => {
    const { database, reader } = await openReader(t);
    const poll = { client: '192.0.2.1', status: 200, entries: 1, etag: '', userAgent: '' };
    const polls = Array.from({ length: 6 }, (_, i) => ({ ...poll, at: Date.now() - hourMs - i * 5 * minuteMs }));
    await insertPolls(database.pool, polls.reverse(), false, []);
    const asked = () => reader.query('select is_known, is_missing from list_clients');
    assert.deepEqual((await asked()).rows, [{ is_known: true, is_missing: false }]);
    await putAwake(database.pool, Date.now());
    assert.deepEqual((await asked()).rows, [{ is_known: true, is_missing: true }]);
  });
});
