import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { activeBlocks } from '../../detector/actions/blacklist/activeBlocks.ts';
import type { Actor } from '../../detector/actions/actor.ts';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../detector/actions/allowlist/allow.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { disallow } from '../../detector/actions/allowlist/disallow.ts';
import { releaseBlocks } from '../../detector/actions/blacklist/releaseBlocks.ts';
import { verdictOn } from '../../detector/actions/blacklist/verdict.ts';
import type { Verdict } from '../../detector/actions/blacklist/verdict.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import { putGrace } from '../../detector/store/blacklist/grace.ts';
import { openTestDatabase } from '../support/store.ts';

const nowMs = Date.parse('2026-03-09T12:00:00Z');
const hourMs = 3_600_000;
const range = '198.20.0.0/24';

async function openActor(t: TestContext): Promise<Actor> {
  const database = await openTestDatabase(t);
  return {
    database,
    name: 'ann',
    nowMs,
    listAccess: { clients: [], hasPassword: false },
    defaults: defaultSettings('UTC'),
  };
}

const block = (actor: Actor, address: string, duration = '7d') => addBlock(actor, { address, reason: 'bad', duration });
const verdict = (actor: Actor, address: string): Promise<Verdict> => verdictOn(actor, address, () => nowMs);

test('a release tells the range that blocks the address all the same', async (t) => {
  const actor = await openActor(t);
  await block(actor, '198.20.0.7');
  await block(actor, '198.20.0.8');
  await block(actor, '198.20.0.0/16', '1h');
  await block(actor, range);
  const whyNot = async (address: string) =>
    (await releaseBlocks(actor, { addresses: [address] }, 'again')).failed.map(({ because }) => because).join();
  const { done, stillBlocked } = await releaseBlocks(actor, { addresses: ['198.20.0.7'] }, 'a mistake');
  assert.deepEqual([done, stillBlocked], [['198.20.0.7'], [{ address: '198.20.0.7', by: range }]]);
  assert.match(await whyNot('198.20.0.7'), /no block of its own; the range 198\.20\.0\.0\/24/);

  const changed = await allowRange(actor, { range: '198.20.0.9', reason: 'ours', duration: '1d' });
  const allowed = { range: '198.20.0.9', expiresAt: nowMs + 24 * hourMs, lifted: [] };
  assert.deepEqual(changed, { ...allowed, cutFrom: [range, '198.20.0.0/16'] });
  assert.match(await whyNot('198.20.0.9'), /no block of its own: "blacklist why 198\.20\.0\.9"/);

  const ofRange = await releaseBlocks(actor, { addresses: [range] }, 'a mistake');
  assert.deepEqual(ofRange.stillBlocked, [{ address: range, by: '198.20.0.0/16' }]);
  const later = { ...actor, nowMs: nowMs + hourMs };
  assert.deepEqual(
    (await releaseBlocks(later, { addresses: ['198.20.0.8'] }, 'a mistake')).stillBlocked,
    [],
    'the /16 is over',
  );
});

test('why shows the blocks inside a range, and of an address the range that leaves it out', async (t) => {
  const actor = await openActor(t);
  for (let last = 1; last <= 21; last++) await block(actor, `198.20.0.${last}`);
  const partly = await verdict(actor, range);
  assert.equal(partly.standing, 'partly-blocked');
  assert.deepEqual([partly.blocksInside.count, partly.blocksInside.blocks.length], [21, 20]);
  assert.deepEqual(
    partly.blocksInside.blocks.slice(0, 2).map(({ address }) => address),
    ['198.20.0.1', '198.20.0.2'],
  );

  await block(actor, range);
  await allowRange(actor, { range: '198.20.0.7', reason: 'our scanner', duration: 'permanent' });
  const allowed = await verdict(actor, '198.20.0.7');
  assert.equal(
    allowed.because,
    `198.20.0.7 is on the allowlist (198.20.0.7: our scanner), so the block of ${range} leaves it out.`,
  );
  const both = await verdict(actor, '198.20.0.8');
  assert.deepEqual([both.block?.address, both.alsoBlockedBy], ['198.20.0.8', [range]]);
  assert.deepEqual(JSON.parse(JSON.stringify(both)), both, 'it is one plain document');
});

test('of several graces over an address the latest counts', async (t) => {
  const actor = await openActor(t);
  const { pool } = actor.database;
  await putGrace(pool, ['198.20.0.7'], nowMs + 1);
  await putGrace(pool, [range], nowMs + hourMs);
  await putGrace(pool, ['198.20.0.0/16'], nowMs + 2);
  assert.equal((await verdict(actor, '198.20.0.7')).graceUntil, nowMs + hourMs);
  assert.equal((await verdict(actor, '198.20.0.0/16')).graceUntil, nowMs + 2);
});

test('a block by hand whose time is up blocks nobody, also before a job has released it', async (t) => {
  const actor = await openActor(t);
  await block(actor, '198.20.0.7', '1h');
  assert.equal((await verdict(actor, '198.20.0.7')).standing, 'blocked');
  const later = { ...actor, nowMs: nowMs + hourMs };
  assert.equal((await verdict(later, '198.20.0.7')).standing, 'released');
  assert.deepEqual(
    (await activeBlocks(later, 10)).map(({ keptOff }) => keptOff),
    ['over'],
  );
});

test('active blocks that safety keeps off the list are marked with the reason', async (t) => {
  const actor = await openActor(t);
  for (const address of ['198.20.0.7', range, '198.21.0.0/31', '198.22.0.7']) await block(actor, address);
  await changeSettings(actor, { ownNetworks: ['198.22.0.0/24', '198.20.0.7', '198.21.0.0'] });
  await allowRange(actor, { range: '198.21.0.1', reason: 'ours', duration: 'permanent' });
  const reasons = (await activeBlocks(actor, 10)).map(({ address, keptOff }) => [address, keptOff]);
  assert.deepEqual(Object.fromEntries(reasons), {
    '198.20.0.7': 'own-network',
    [range]: null,
    '198.21.0.0/31': 'allowlist',
    '198.22.0.7': 'own-network',
  });
  await disallow(actor, '198.21.0.1');
  assert.equal((await activeBlocks(actor, 10)).find(({ address }) => address === '198.21.0.0/31')?.keptOff, null);
});

test('a change of settings answers with what was and what is', async (t) => {
  const actor = await openActor(t);
  const { before, after } = await changeSettings(actor, { portScan: { ports: 12 } });
  assert.deepEqual([before.portScan.ports, after.portScan.ports], [10, 12]);
  assert.deepEqual({ ...after, portScan: before.portScan }, before);
});
