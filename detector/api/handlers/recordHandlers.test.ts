import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { alice } from '../../../tests/support/apiContext.ts';
import { openTestStore } from '../../../tests/support/store.ts';
import type { TestRow } from '../../../tests/support/store.ts';
import { recordRoutes } from '../contract/records.ts';
import type { Input } from '../contract/contract.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { createRecordHandlers } from './recordHandlers.ts';
import { writeCursor } from './cursor.ts';
import { hourMs } from '../../time/units.ts';

const noon = Date.parse('2026-11-20T12:00:00Z');
type Query = Input<'GET /records'>['query'];

/** `lateMs`: what the clock moves on each time that somebody looks at it. */
async function open(t: TestContext, rows: readonly TestRow[], lateMs = 0) {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await writer.write(batchOf(rows, 0), noon);
  let nowMs = noon;
  const handlers = createRecordHandlers({ database, now: () => (nowMs += lateMs) });
  const page = async (query: Query) => {
    const answer = await handlers['GET /records']({ query }, alice);
    createAnswerCheck(recordRoutes['GET /records'].answer)(answer);
    return answer;
  };
  const all = async (query: Query): Promise<string[]> => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const answer = await page({ ...query, ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...answer.items.map(({ id }) => id));
      if (answer.next === null) return ids;
      cursor = answer.next;
    }
  };
  return { handlers, page, all };
}

const scattered = Array.from({ length: 60 }, (_, i) => ({
  at: noon - ((i * 17) % 20) * 2 * hourMs,
  source: i % 4,
  context: 1 + (i % 2),
}));

describe('records', () => {
  it('come newest first, the same by any size of page, however often time runs out', async (t) => {
    const { all } = await open(t, scattered);
    const { all: allSlowly } = await open(t, scattered, 150);
    const from = noon - 60 * hourMs;
    const whole = await all({ from, limit: 500 });
    assert.equal(whole.length, 60);
    const size = fc.integer({ min: 3, max: 61 });
    await fc.assert(
      fc.asyncProperty(size, async (limit) => assert.deepEqual(await all({ from, limit }), whole)),
      { numRuns: 4 },
    );
    assert.deepEqual(await allSlowly({ from, limit: 7 }), whole);
  });

  it('are those of the last day unless another range is asked for', async (t) => {
    const { all, page } = await open(t, scattered);
    const lastDay = scattered.filter(({ at }) => at >= noon - 24 * hourMs).length;
    assert.equal((await all({})).length, lastDay);
    assert.equal((await page({})).lookedBackTo, noon - 24 * hourMs);
    const between = { from: noon - 10 * hourMs, to: noon - 4 * hourMs };
    const expected = scattered.filter(({ at }) => at >= between.from && at < between.to).length;
    assert.equal((await all(between)).length, expected);
    assert.deepEqual(await all({ from: noon + 1 }), []);
    assert.deepEqual(await all({ from: 8.64e15, to: -8.64e15 }), []);
    assert.equal((await all({ from: -8.64e15, to: 8.64e15 })).length, 60);
  });

  it('are filtered by either side, and by texts in upper or lower case', async (t) => {
    const attack = { user: 'JDoe', threatId: '91991', threatName: 'Apache Log4j 100% RCE' };
    const { all, handlers } = await open(t, [
      { at: noon, source: 1 },
      { at: noon - 1, source: 2, context: 2, detail: attack },
      { at: noon - 2, source: 3, detail: { user: 'x', threatName: 'other' } },
    ]);
    const found: Record<string, Query> = {
      '1': { address: '198.18.0.1' },
      '1 2 3': { address: '203.0.113.0/24' },
      '2 3': { source: '198.18.0.2/31' },
      '2': { rule: 'WEB', action: 'Allow', device: 'fw-1', user: 'jdoe', country: 'ROMANIA', type: 'traffic' },
    };
    for (const [ids, query] of Object.entries(found)) assert.equal((await all(query)).join(' '), ids);
    for (const threat of ['91991', 'log4J', '100% rce']) assert.deepEqual(await all({ threat }), ['2']);
    for (const threat of ['9199', '%', '_', `'; drop table record; --`, '100_']) {
      assert.deepEqual(await all({ threat }), threat === '%' ? ['2'] : []);
    }
    assert.deepEqual(await all({ port: 443, destination: '203.0.113.7' }), ['1', '2', '3']);
    assert.deepEqual(await all({ rule: '%' }), []);
    assert.deepEqual(await all({ device: `x' or '1'='1` }), []);
    await assert.rejects(all({ address: '%' }), { code: 'address-wrong' });
    await assert.rejects(all({ cursor: 'x' }), { code: 'cursor-wrong' });
    await assert.rejects(all({ cursor: writeCursor([noon, -1]) }), { code: 'cursor-wrong' });
    const counts = await handlers['GET /records/counts']({ query: { by: 'source', port: 443 } }, alice);
    assert.equal(counts.records, 3);
  });

  it('have every field by its plain name', async (t) => {
    const detail = { user: 'jdoe', threatName: 'T', threatId: '7', extra: { SeqNo: '1' } };
    const { page } = await open(t, [{ at: noon, source: 1, detail }]);
    const { items } = await page({});
    assert.deepEqual(items[0], {
      ...{ id: '1', at: noon, device: 'FW-1', host: 'FW-1', logFile: '/var/log/Firewall/FW-1.log' },
      ...{ type: 'TRAFFIC', subtype: 'drop', source: '198.18.0.1', sourcePort: 40_000, sourceLocation: 'Romania' },
      ...{ user: 'jdoe', destination: '203.0.113.7', destinationPort: 443, destinationLocation: 'Australia' },
      ...{ action: 'drop', rule: 'sensor', ruleId: '', severity: '', threatName: 'T', threatId: '7', protocol: '' },
      ...{ application: '', sourceZone: '', destinationZone: '', direction: '', endReason: '', extra: { SeqNo: '1' } },
    });
  });
});

describe('counts of records', () => {
  it('are by port, destination, rule, source and action, the most frequent first', async (t) => {
    const { handlers } = await open(t, scattered);
    const counts = async (by: Input<'GET /records/counts'>['query']['by'], query: Query = {}) => {
      const from = noon - 60 * hourMs;
      const answer = await handlers['GET /records/counts']({ query: { from, ...query, by } }, alice);
      createAnswerCheck(recordRoutes['GET /records/counts'].answer)(answer);
      assert.deepEqual([answer.isComplete, answer.lookedBackTo], [true, from]);
      return answer.groups.map(({ value, records }) => `${value} ${records}`);
    };
    assert.deepEqual(await counts('port'), ['443 60']);
    assert.deepEqual(await counts('destination'), ['203.0.113.7 60']);
    assert.deepEqual(await counts('rule'), ['sensor 30', 'web 30']);
    assert.deepEqual(await counts('action', { action: 'ALLOW' }), ['allow 30']);
    assert.deepEqual(await counts('source', { rule: 'web' }), ['198.18.0.1 15', '198.18.0.3 15']);
    assert.deepEqual(await counts('source', { rule: 'nothing' }), []);
  });

  it('tell how far back they have come when time runs out', async (t) => {
    const { handlers } = await open(t, scattered, 400);
    const query = { by: 'port', from: noon - 60 * hourMs } as const;
    const { isComplete, lookedBackTo, records } = await handlers['GET /records/counts']({ query }, alice);
    assert.equal(isComplete, false);
    assert.equal(records, scattered.filter(({ at }) => at >= lookedBackTo).length);
  });
});

describe('words of records', () => {
  it('are those that there are', async (t) => {
    const { handlers } = await open(t, scattered);
    const words = await handlers['GET /records/words']({}, alice);
    createAnswerCheck(recordRoutes['GET /records/words'].answer)(words);
    assert.deepEqual(words, {
      ...{ devices: ['FW-1'], actions: ['allow', 'drop'], rules: ['sensor', 'web'], severities: [] },
      ...{ types: ['TRAFFIC'], subtypes: ['allow', 'drop'], countries: ['Romania'] },
    });
  });
});
