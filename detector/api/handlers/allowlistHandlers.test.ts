import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { noon, putBlock, scanFinding } from '../../../tests/support/blocks.ts';
import { allowlistRoutes } from '../contract/allowlist.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { insertDevice } from '../../store/devices.ts';
import { insertPolls } from '../../store/listPolls.ts';
import { suggestAllowances } from '../../actions/allowlist/suggestAllowances.ts';
import { createAllowlistHandlers } from './allowlistHandlers.ts';

async function open(t: TestContext) {
  const context = await openApiContext(t);
  context.clock.nowMs = noon;
  const { pool } = context.database;
  const handlers = createAllowlistHandlers(context);
  const list = async () => {
    const answer = await handlers['GET /allowlist']({}, alice);
    createAnswerCheck(allowlistRoutes['GET /allowlist'].answer)(answer);
    return answer.entries;
  };
  const add = (range: string, reason = 'a partner') =>
    handlers['POST /allowlist']({ body: { range, reason, duration: 'permanent' } }, alice);
  const bring = (text: string, dryRun: boolean, reason = 'imported') =>
    handlers['POST /allowlist/import']({ body: { text, reason, duration: '4w', dryRun } }, alice);
  return { ...context, pool, handlers, list, add, bring };
}

describe('the allowlist', () => {
  it('lifts what a new entry frees, which a preview told before', async (t) => {
    const { pool, handlers, list, add } = await open(t);
    for (let i = 1; i <= 25; i++) await putBlock(pool, scanFinding(`198.20.0.${i}`, noon));
    await add('198.20.0.128/25');
    const preview = await handlers['POST /allowlist/preview']({ body: { range: '198.20.0.0/24' } }, alice);
    createAnswerCheck(allowlistRoutes['POST /allowlist/preview'].answer)(preview);
    assert.deepEqual([preview.faults, preview.lifts, preview.lifted.length], [[], 25, 20]);
    assert.deepEqual(preview.overlaps, ['198.20.0.128/25']);
    const { lifted } = await add('198.20.0.0/24', 'ours');
    assert.equal(lifted.length, 25);
    assert.deepEqual(
      (await list()).map(({ range, coveredBy, createdBy }) => [range, coveredBy, createdBy]),
      [
        ['198.20.0.0/24', null, 'alice'],
        ['198.20.0.128/25', '198.20.0.0/24', 'alice'],
      ],
    );
    const wrong = await handlers['POST /allowlist/preview']({ body: { range: `'; drop` } }, alice);
    assert.match(wrong.faults[0], /not an address/);
    await assert.rejects(add('198.20.0.1', ' '), { code: 'allow-refused' });
  });

  it('takes no range that is wider than one may block, however it comes', async (t) => {
    const { handlers, list, add, bring } = await open(t);
    const tooWide = /^(0|1)\.0\.0\.0\/\d is too wide a range to allow: \/8 is the widest .* turn detection off\.$/;
    for (const range of ['0.0.0.0/0', '1.0.0.0/7']) {
      await assert.rejects(add(range), { code: 'address-wrong', message: tooWide });
      const { faults } = await handlers['POST /allowlist/preview']({ body: { range } }, alice);
      assert.match(faults.join(), tooWide);
      assert.match((await bring(range, false)).faults[0].because, tooWide);
    }
    await assert.rejects(add('2600::/31'), { code: 'address-wrong' });
    assert.deepEqual(await list(), []);
    await add('11.0.0.0/8');
    await add('2600::/32');
  });

  it('names the narrowest wider entry, whatever stands between', async (t) => {
    const { list, add } = await open(t);
    const ranges = ['198.20.0.0/16', '198.20.1.0/24', '198.20.1.4', '198.20.9.9', '2600::/32', '2600::1', '9.0.0.0/8'];
    for (const range of ranges) await add(range);
    assert.deepEqual(
      (await list()).map(({ range, coveredBy }) => [range, coveredBy]),
      [
        ['9.0.0.0/8', null],
        ['198.20.0.0/16', null],
        ['198.20.1.0/24', '198.20.0.0/16'],
        ['198.20.1.4', '198.20.1.0/24'],
        ['198.20.9.9', '198.20.0.0/16'],
        ['2600::/32', null],
        ['2600::1', '2600::/32'],
      ],
    );
  });

  it('takes an entry off by its number, once', async (t) => {
    const { pool, handlers, list, add } = await open(t);
    await add('198.20.0.1');
    const [{ id }] = await list();
    const remove = () => handlers['DELETE /allowlist/:id']({ params: { id } }, alice);
    assert.deepEqual(await remove(), { range: '198.20.0.1' });
    await assert.rejects(remove(), { code: 'no-such-allow-entry' });
    const [event] = await auditEventsOf(pool, '198.20.0.1', 1);
    assert.equal(event.action, 'allow.remove');
  });

  it('suggests senders, own addresses and who fetched the list, as far as they are public and not allowed', async (t) => {
    const { pool } = await open(t);
    const device = { name: 'FW-1', hosts: [], files: [], timeZone: null, format: null };
    await insertDevice(pool, { ...device, senders: ['198.20.0.1', '10.0.0.1', '198.20.0.2'] });
    const poll = { at: noon, status: 200, entries: 3, etag: '', userAgent: '' };
    const polls = [
      { ...poll, client: '198.20.0.1' },
      { ...poll, client: '198.20.0.3' },
      { ...poll, client: '198.20.0.4', status: 401, entries: null },
    ];
    await insertPolls(pool, polls, false, []);
    const entry = { ...{ id: 1, range: '198.20.0.2', reason: '' }, createdAt: 0, createdBy: '', expiresAt: null };
    const found = await suggestAllowances(pool, [entry], ['127.0.0.1', '198.20.0.5', 'fe80::1']);
    assert.deepEqual(
      found.map(({ range, why }) => [range, why]),
      [
        ['198.20.0.1', 'log-sender'],
        ['198.20.0.5', 'own-name'],
        ['198.20.0.3', 'list-client'],
      ],
    );
  });
});

describe('an import', () => {
  const text = [
    '# partners',
    '198.20.0.0/24, the first partner',
    '',
    '198.21.0.1\tthe second; by mail',
    '198.21.0.1',
    '198.22.0.1 # with a mark',
    '198.20.0.1/24',
    `'; drop table allow_entry; --`,
    ', no address',
    '2600::1',
  ].join('\r\n');

  it('tells first what would come of it, then does that, and nothing the second time', async (t) => {
    const { pool, bring, list } = await open(t);
    await putBlock(pool, scanFinding('198.20.0.9', noon));
    const dry = await bring(text, true);
    createAnswerCheck(allowlistRoutes['POST /allowlist/import'].answer)(dry);
    assert.deepEqual(dry.added, ['198.20.0.0/24', '198.21.0.1', '198.22.0.1', '2600::1']);
    assert.deepEqual(
      dry.faults.map(({ line }) => line),
      [7, 8, 9],
    );
    assert.deepEqual([dry.lifts, await list()], [1, []]);
    assert.deepEqual(await bring(text, false), dry);
    assert.deepEqual(
      (await list()).map(({ range, reason }) => [range, reason]),
      [
        ['198.20.0.0/24', 'the first partner'],
        ['198.21.0.1', 'the second; by mail'],
        ['198.22.0.1', 'with a mark'],
        ['2600::1', 'imported'],
      ],
    );
    const again = await bring(text, false);
    assert.deepEqual([again.added, again.known, again.lifts], [[], dry.added, 0]);
  });

  it('lifts blocks inside any of many ranges', async (t) => {
    const { pool, bring } = await open(t);
    for (let i = 0; i < 20; i++) await putBlock(pool, scanFinding(`198.20.${i}.1`, noon));
    const many = Array.from({ length: 5_000 }, (_, i) => `198.${20 + (i >> 8)}.${i & 255}.0/24`).join('\n');
    const { added, lifts } = await bring(many, false);
    assert.deepEqual([added.length, lifts], [5_000, 20]);
  });

  it('asks for a reason where neither the line nor the import has one, and takes no endless text', async (t) => {
    const { bring } = await open(t);
    const { faults } = await bring('198.20.0.1\n198.20.0.2 ours', true, '');
    assert.deepEqual(faults, [{ line: 1, because: 'A reason is missing: write one behind the address.' }]);
    await assert.rejects(bring('\n'.repeat(10_002), true), { code: 'import-too-long' });
    assert.equal((await bring('x\n'.repeat(5_000), true)).faults.length, 100);
  });
});
