import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { MendableError } from '../../errors.ts';
import { defaultSettings } from '../../model/settings.ts';
import type { Actor } from '../actor.ts';
import { activeBlocks } from './activeBlocks.ts';
import { importBlacklist } from './importBlacklist.ts';
import { addBlock } from './addBlock.ts';
import { allowRange } from '../allowlist/allow.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);
const weekMs = 7 * 86_400_000;
const request = { reason: 'from the old application', duration: '1w', dryRun: false };

async function actorOf(t: TestContext): Promise<Actor> {
  const defaults = { ...defaultSettings('UTC'), ownNetworks: ['203.0.113.0/24'] };
  return {
    database: await openTestDatabase(t),
    name: 'ann',
    nowMs,
    listAccess: { clients: [], hasPassword: false },
    defaults,
  };
}

const text = [
  '# the old list',
  '198.51.100.7',
  '198.51.100.8/32  scanned us in March',
  '2001:db8:7::/48',
  '198.51.100.7',
  'not an address',
  '203.0.113.9',
  '192.0.2.1',
  '10.0.0.0/8',
  '198.51.100.99',
  '',
].join('\r\n');

test('imports what may be blocked, and names each line that is not', async (t) => {
  const actor = await actorOf(t);
  await addBlock(actor, { address: '198.51.100.99', reason: 'by hand', duration: 'permanent' });
  await allowRange(actor, { range: '192.0.2.1', reason: 'a partner', duration: 'permanent' });
  const before = await activeBlocks(actor, 100);

  const planned = await importBlacklist(actor, { ...request, text, dryRun: true });
  assert.deepEqual(await activeBlocks(actor, 100), before, 'a dry run changes nothing');

  const done = await importBlacklist(actor, { ...request, text });
  assert.deepEqual({ ...planned, dryRun: false }, done, 'and tells what comes of it');
  assert.deepEqual(done.added, ['198.51.100.7', '198.51.100.8', '2001:db8:7::/48']);
  assert.deepEqual(done.known, ['198.51.100.99']);
  assert.equal(done.expiresAt, nowMs + weekMs);
  assert.deepEqual(
    done.refused.map(({ line, address }) => [line, address]),
    [
      [7, '203.0.113.9'],
      [8, '192.0.2.1'],
      [9, '10.0.0.0/8'],
    ],
  );
  assert.deepEqual(
    done.faults.map(({ line }) => line),
    [6],
  );
});

test('makes manual blocks with their own reasons, one end and an audit event each', async (t) => {
  const actor = await actorOf(t);
  await importBlacklist(actor, { ...request, text });
  const blocks = await activeBlocks(actor, 100);
  const of = (address: string) => {
    const block = blocks.find((each) => each.address === address);
    return block && [block.origin, block.reason, block.createdBy, block.expiresAt, block.fixedEnd];
  };
  assert.deepEqual(of('198.51.100.7'), ['manual', 'from the old application', 'ann', nowMs + weekMs, true]);
  assert.deepEqual(of('198.51.100.8'), ['manual', 'scanned us in March', 'ann', nowMs + weekMs, true]);
  const again = await importBlacklist(actor, { ...request, text });
  assert.deepEqual(again.added, [], 'a second import finds all of it blocked');
  const { rows } = await actor.database.pool.query<{ count: number }>(
    "select count(*) as count from audit_event where action = 'block.add' and actor = 'ann'",
  );
  assert.equal(rows[0].count, blocks.length);
});

test('of a block that stands the later end counts, so that an import each night leaves no gap', async (t) => {
  const actor = await actorOf(t);
  const hourMs = 3_600_000;
  await addBlock(actor, { address: '198.51.100.9', reason: 'by hand', duration: '4w' });
  const nightly = { text: '198.51.100.7\n198.51.100.9', reason: 'feed', duration: '25h', dryRun: false };
  await importBlacklist(actor, nightly);
  const nextNight = { ...actor, nowMs: nowMs + 24 * hourMs };
  const dry = await importBlacklist(nextNight, { ...nightly, dryRun: true });
  const { added, extended, known } = await importBlacklist(nextNight, nightly);
  assert.deepEqual([added, extended, known], [[], ['198.51.100.7'], ['198.51.100.9']]);
  assert.deepEqual(dry.extended, extended);
  const ends = new Map((await activeBlocks(nextNight, 10)).map(({ address, expiresAt }) => [address, expiresAt]));
  assert.equal(ends.get('198.51.100.7'), nowMs + 49 * hourMs);
  assert.equal(ends.get('198.51.100.9'), nowMs + 4 * weekMs);
  const forGood = await importBlacklist(nextNight, { ...nightly, duration: 'permanent' });
  assert.deepEqual(forGood.extended.toSorted(), ['198.51.100.7', '198.51.100.9']);
  assert.deepEqual((await importBlacklist(nextNight, nightly)).extended, [], 'permanent is the latest end');
});

test('needs no reason for all where each line has its own', async (t) => {
  const actor = await actorOf(t);
  const explained = '# ours\n198.51.100.7 scanned us\n198.51.100.8 # and again\n';
  const { added } = await importBlacklist(actor, { ...request, text: explained, reason: '' });
  assert.deepEqual(added, ['198.51.100.7', '198.51.100.8']);
});

test('refuses what can be no import, before anything is changed', async (t) => {
  const actor = await actorOf(t);
  const codeOf = (code: string) => (error: unknown) => error instanceof MendableError && error.code === code;
  await assert.rejects(importBlacklist(actor, { ...request, text, reason: ' ' }), {
    code: 'reason-missing',
    message: /^Line 2 has no reason, nor have 6 after it: /,
  });
  await assert.rejects(importBlacklist(actor, { ...request, text, duration: 'soon' }), codeOf('duration-wrong'));
  const long = '198.51.100.7\n'.repeat(10_001);
  await assert.rejects(importBlacklist(actor, { ...request, text: long }), codeOf('import-too-long'));
  assert.deepEqual(await activeBlocks(actor, 100), []);
});
