import { text as textOf } from 'node:stream/consumers';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { noon, putBlock, putDevice, putFinding, scanFinding } from '../../../tests/support/blocks.ts';
import { blacklistRoutes } from '../contract/blacklist.ts';
import type { Input } from '../contract/contract.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { putAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { blockSorts } from '../../store/blacklist/searchBlocks.ts';
import { createBlacklistHandlers } from './blacklistHandlers.ts';
import { csvCell } from './blockCsv.ts';
import { writeCursor } from './cursor.ts';

const list = 'GET /blacklist/blocks';
const findings = 'GET /blacklist/findings';
type BlocksQuery = Input<typeof list>['query'];

/** Blocks whose sort values often tie, a few permanent ones, and a few released. */
async function open(t: TestContext) {
  const context = await openApiContext(t);
  const { pool } = context.database;
  await putDevice(pool);
  for (let i = 0; i < 40; i++) {
    const at = noon - (i % 7) * 3_600_000;
    const finding = scanFinding(`198.20.${i % 3}.${i}`, at, { sourceLocation: i % 2 === 0 ? 'Romania' : 'Brazil' });
    const more = i % 5 === 0 ? { expiresAt: null } : { expiresAt: at + (i % 4) * 86_400_000 };
    await putBlock(pool, finding, { ...more, ...(i % 10 === 9 ? { releasedAt: noon + (i % 3) } : {}) });
  }
  const handlers = createBlacklistHandlers(context);
  const page = async (query: BlocksQuery) => {
    const answer = await handlers[list]({ query }, alice);
    createAnswerCheck(blacklistRoutes[list].answer)(answer);
    return answer;
  };
  const all = async (query: BlocksQuery) => {
    const items = [];
    for (let cursor: string | undefined; ;) {
      const answer = await page({ ...query, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...answer.items);
      if (answer.next === null) return items;
      assert.ok(answer.items.length > 0, 'a page with a next one has rows');
      cursor = answer.next;
    }
  };
  return { ...context, pool, handlers, page, all };
}

describe('lists of blocks', () => {
  it('gives the same sequence by any sort, order and size of page', async (t) => {
    const { all } = await open(t);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...blockSorts),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.constantFrom('active' as const, 'released' as const),
        fc.integer({ min: 1, max: 45 }),
        async (sort, order, state, limit) => {
          const whole = await all({ state, sort, order, limit: 500 });
          assert.equal(whole.length, state === 'active' ? 36 : 4);
          assert.deepEqual(await all({ state, sort, order, limit }), whole);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('sorts by what is asked, permanent blocks behind all others', async (t) => {
    const { all } = await open(t);
    const ends = (await all({ state: 'active', sort: 'expiresAt', order: 'asc' })).map(({ expiresAt }) => expiresAt);
    const keys = ends.map((end) => end ?? Infinity);
    assert.deepEqual(
      keys,
      keys.toSorted((one, other) => one - other),
    );
    assert.equal(ends.at(-1), null);
    const times = (await all({ state: 'active' })).map(({ detectedAt }) => detectedAt);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
  });

  it('filters by address or range, case, country, device and age', async (t) => {
    const { all, pool } = await open(t);
    await putBlock(pool, scanFinding('198.20.0.0/16', noon), { origin: 'manual', evidence: null, location: '' });
    const addresses = async (query: Partial<BlocksQuery>) =>
      (await all({ state: 'active', sort: 'address', order: 'asc', ...query })).map(({ address }) => address);
    assert.deepEqual(await addresses({ search: '198.20.1.4' }), ['198.20.0.0/16', '198.20.1.4']);
    assert.deepEqual(await addresses({ search: '198.20.1.4/30' }), ['198.20.0.0/16', '198.20.1.4', '198.20.1.7']);
    assert.deepEqual(await addresses({ search: '2001:db8::/32' }), []);
    assert.deepEqual(await addresses({ case: 'manual' }), ['198.20.0.0/16']);
    assert.deepEqual(await addresses({ case: 'vulnerability' }), []);
    assert.equal((await addresses({ country: 'romania' })).length, 20);
    assert.equal((await addresses({ device: 'fw-1' })).length, 36);
    assert.deepEqual(await addresses({ device: 'FW-%' }), []);
    const since = await all({ state: 'active', since: noon });
    assert.ok(since.length > 0 && since.every(({ detectedAt }) => detectedAt >= noon));
    assert.deepEqual(await addresses({ since: 8.64e15 }), []);
    assert.equal((await addresses({ since: -8.64e15 })).length, 37);
  });

  it('says why the list leaves a block out', async (t) => {
    const { all, pool } = await open(t);
    const entry = { range: '198.20.1.4', reason: 'a partner' };
    await putAllowEntries(pool, [entry], { expiresAt: null, by: 'alice', nowMs: noon });
    const blocks = await all({ state: 'active', search: '198.20.1.4/30', sort: 'address', order: 'asc' });
    assert.deepEqual(
      blocks.map(({ address, keptOff, device, findings: joined }) => [address, keptOff, device, joined]),
      [
        ['198.20.1.4', 'allowlist', 'FW-1', 1],
        ['198.20.1.7', null, 'FW-1', 1],
      ],
    );
  });

  it('takes no text for an address, and no cursor of another list', async (t) => {
    const { page } = await open(t);
    for (const search of [`'; drop table block; --`, '%', '198.20.%', '', '1.2.3.4/24']) {
      await assert.rejects(page({ state: 'active', search }), { code: 'address-wrong' });
    }
    const wrong = [
      'nonsense',
      writeCursor([]),
      writeCursor(['detectedAt asc', noon, 1]),
      writeCursor(['detectedAt desc', 'now()', 1]),
      writeCursor(['detectedAt desc', 9e15, 1]),
      writeCursor(['detectedAt desc', noon, -1]),
      writeCursor(['detectedAt desc', noon, 1.5]),
    ];
    for (const cursor of wrong) await assert.rejects(page({ state: 'active', cursor }), { code: 'cursor-wrong' });
    const cursor = writeCursor(['address desc', `1.2.3.4'`, 1]);
    await assert.rejects(page({ state: 'active', sort: 'address', cursor }), { code: 'cursor-wrong' });
  });
});

describe('the blocks as CSV', () => {
  it('has all of them, one line each, and what strangers write is no formula', async (t) => {
    const { pool, handlers } = await open(t);
    const location = '=HYPERLINK("http://x","y")';
    await putBlock(pool, scanFinding('198.30.0.1', noon, { sourceLocation: location }), { reason: 'one,\r\ntwo' });
    const file = await handlers['GET /blacklist/blocks.csv'](
      { query: { state: 'active', search: '198.30.0.1' } },
      alice,
    );
    const text = await textOf(file);
    assert.equal(
      text.slice(text.indexOf('198.30.0.1')),
      `198.30.0.1,port-scan,"'=HYPERLINK(""http://x"",""y"")",FW-1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z,` +
        `2026-12-20T12:00:00.000Z,false,1,,,"one,\r\ntwo",detector,,,,,,\r\n`,
    );
    const whole = await handlers['GET /blacklist/blocks.csv']({ query: { state: 'active' } }, alice);
    const all = await textOf(whole);
    assert.equal(all.match(/^198\./gm)?.length, 37);
  });

  it('defuses every beginning of a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) assert.ok(/^"?'/.test(csvCell(`${start}1`)));
    assert.deepEqual([-1, 'plain', null, 'a"b', false].map(csvCell), ['-1', 'plain', '', '"a""b"', 'false']);
  });
});

describe('lists of findings', () => {
  it('gives those that wait, and those refused, by pages of any size', async (t) => {
    const { pool, handlers } = await open(t);
    for (let i = 0; i < 12; i++) {
      const finding = scanFinding(`198.40.0.${i}`, noon - (i % 3) * 1000);
      await putFinding(pool, finding, i % 4 === 0 ? { outcome: 'refuse', reason: 'allowlist' } : { outcome: 'hold' });
    }
    const all = async (query: Input<typeof findings>['query']) => {
      const items = [];
      for (let cursor: string | undefined; ;) {
        const input = { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } };
        const answer = await handlers[findings](input, alice);
        createAnswerCheck(blacklistRoutes[findings].answer)(answer);
        items.push(...answer.items);
        if (answer.next === null) return items;
        cursor = answer.next;
      }
    };
    const held = await all({ outcome: 'hold', limit: 500 });
    assert.equal(held.length, 9);
    for (const limit of [1, 2, 4, 9]) assert.deepEqual(await all({ outcome: 'hold', limit }), held);
    assert.match(held[0].because, /waits for a person's word/);
    const refused = await all({ outcome: 'refuse' });
    assert.deepEqual(
      [refused.length, refused[0].because.startsWith('It was not blocked, being on the allowlist')],
      [3, true],
    );
    assert.equal((await all({ outcome: 'hold', search: '198.40.0.0/30' })).length, 3);
    assert.deepEqual(await all({ outcome: 'hold', case: 'manual' }), []);
    assert.equal(
      (await all({ outcome: 'hold', case: 'port-scan', country: 'ROMANIA', device: 'FW-1', since: noon })).length,
      3,
    );
    await assert.rejects(all({ outcome: 'hold', cursor: writeCursor([noon, 'x']) }), { code: 'cursor-wrong' });
  });
});

describe('totals', () => {
  it('count what there is and name what there is to filter by', async (t) => {
    const { pool, handlers } = await open(t);
    await putFinding(pool, scanFinding('198.40.0.1', noon));
    await putFinding(pool, scanFinding('198.40.0.2', noon), { outcome: 'refuse', reason: 'allowlist' });
    await pool.query(
      `insert into count_key (device_id, action, rule, country, severity, case_name) values
       (1, '', '', 'Romania', '', 'port-scan'), (1, '', '', 'Brazil', '', 'port-scan'), (1, 'allow', 'web', 'Chile', '', '')`,
    );
    const answer = await handlers['GET /blacklist/totals']({}, alice);
    createAnswerCheck(blacklistRoutes['GET /blacklist/totals'].answer)(answer);
    assert.deepEqual(answer, {
      ...{ active: 36, released: 4, held: 1, refused: 1 },
      countries: ['Brazil', 'Romania'],
      devices: ['FW-1'],
    });
  });

  it('count the active blocks of a case that were detected since a time', async (t) => {
    const { pool, handlers } = await open(t);
    await putBlock(pool, scanFinding('198.40.1.1', noon + 1_000_000));
    await putBlock(pool, scanFinding('198.40.1.2', noon + 1_000_001));
    const countOf = async (query: { case: 'port-scan' | 'manual'; since: number }) =>
      (await handlers['GET /blacklist/count']({ query }, alice)).active;
    assert.equal(await countOf({ case: 'port-scan', since: noon + 1_000_000 }), 2);
    assert.equal(await countOf({ case: 'port-scan', since: noon + 1_000_001 }), 1);
    assert.equal(await countOf({ case: 'manual', since: noon + 1_000_000 }), 0);
  });
});
