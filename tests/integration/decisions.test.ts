import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Actor } from '../../detector/actions/actor.ts';
import { allowBlocked, allowRange } from '../../detector/actions/allowlist/allow.ts';
import { importAllowlist } from '../../detector/actions/allowlist/importAllowlist.ts';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { decideHeld } from '../../detector/actions/blacklist/decideHeld.ts';
import { importBlacklist } from '../../detector/actions/blacklist/importBlacklist.ts';
import { loadSafety } from '../../detector/actions/blacklist/loadSafety.ts';
import { releaseBlocks } from '../../detector/actions/blacklist/releaseBlocks.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import type { Finding } from '../../detector/model/finding.ts';
import { applyFindings } from '../../detector/pipeline/applyFindings.ts';
import { shareDecisions } from '../../detector/store/blacklist/decisionLock.ts';
import { noon, putDevice, putFinding, scanFinding } from '../support/blocks.ts';
import { openTestDatabase } from '../support/store.ts';

const rounds = 200;
const duration = '7d';
const reason = 'a test';
const addressOf = (round: number) => `198.20.${Math.floor(round / 250)}.${1 + (round % 250)}`;

async function open(t: TestContext) {
  const database = await openTestDatabase(t);
  await putDevice(database.pool);
  const listAccess = { clients: [], hasPassword: false };
  const settings = defaultSettings('UTC');
  const actor: Actor = { database, name: 'ann', nowMs: noon, listAccess, defaults: settings };

  /** Decides on a finding as a batch does that is stored. */
  async function find(finding: Finding): Promise<void> {
    await database.transaction(async (client) => {
      await shareDecisions(client);
      const safety = await loadSafety(client, settings, listAccess, noon);
      await applyFindings(client, [finding], { settings, safety, recordId: 1, nowMs: noon });
    });
  }

  /** Lets two changes meet for each address, and resolves with how each of them ended. */
  async function meet<One, Other>(
    one: (address: string) => Promise<One>,
    other: (address: string) => Promise<Other>,
    before?: (address: string) => Promise<unknown>,
  ): Promise<[PromiseSettledResult<One>, PromiseSettledResult<Other>][]> {
    const outcomes: [PromiseSettledResult<One>, PromiseSettledResult<Other>][] = [];
    for (let round = 0; round < rounds; round++) {
      const address = addressOf(round);
      await before?.(address);
      // Either is asked first as often as the other.
      if (round % 2 === 0) outcomes.push(await Promise.allSettled([one(address), other(address)]));
      else {
        const [second, first] = await Promise.allSettled([other(address), one(address)]);
        outcomes.push([first, second]);
      }
    }
    return outcomes;
  }

  /** How many addresses are blocked and allowed at the same time. */
  async function torn(): Promise<number> {
    const { rowCount } = await database.pool.query(
      `select from block b join allow_entry a on b.address <<= a.range
       where b.released_at is null and a.removed_at is null`,
    );
    return rowCount ?? 0;
  }

  async function count(sql: string): Promise<number> {
    return (await database.pool.query(sql)).rowCount ?? 0;
  }

  return { actor, database, find, meet, torn, count };
}

const held = (address: string) => scanFinding(address, noon, { looksLikeAnswers: true });

describe('two changes at the same time', { concurrency: 2, timeout: 120_000 }, () => {
  it('never leave an address blocked and allowed', async (t) => {
    const { actor, meet, torn } = await open(t);
    const outcomes = await meet(
      (address) => addBlock(actor, { address, reason, duration }),
      (range) => allowRange(actor, { range, reason, duration }),
    );
    assert.equal(await torn(), 0);
    assert.ok(outcomes.every(([, allowed]) => allowed.status === 'fulfilled'));
    const refused = outcomes.filter(([blocked]) => blocked.status === 'rejected');
    assert.ok(refused.every(([blocked]) => /allowlist/.test(String((blocked as PromiseRejectedResult).reason))));
  });

  it('release a block once: who comes second is told so', async (t) => {
    const { actor, meet, count } = await open(t);
    const release = (address: string) => releaseBlocks(actor, { addresses: [address] }, reason);
    const outcomes = await meet(release, release, (address) => addBlock(actor, { address, reason, duration }));
    for (const both of outcomes) {
      const done = both.map((one) => (one.status === 'fulfilled' ? one.value.done.length : -1));
      assert.deepEqual(done.sort(), [0, 1]);
    }
    assert.equal(await count(`select from audit_event where action = 'block.release'`), rounds);
  });

  it('release and find: a finding that comes after the release meets its grace', async (t) => {
    const { actor, find, meet, count } = await open(t);
    await meet(
      (address) => releaseBlocks(actor, { addresses: [address] }, reason),
      (address) => find(scanFinding(address, noon)),
      (address) => addBlock(actor, { address, reason, duration }),
    );
    assert.equal(await count('select from block where released_at is null'), 0);
    assert.equal(await count(`select from finding where outcome = 'block'`), 0);
    assert.equal(await count('select from finding'), rounds);
  });

  it('find and allow: what is allowed is not blocked, whichever came first', async (t) => {
    const { actor, find, meet, torn, count } = await open(t);
    await meet(
      (address) => find(scanFinding(address, noon)),
      (range) => allowRange(actor, { range, reason, duration }),
    );
    assert.equal(await torn(), 0);
    assert.equal(await count('select from block where released_at is null'), 0);
  });

  it('import and allow', async (t) => {
    const { actor, meet, torn } = await open(t);
    await meet(
      (address) => importBlacklist(actor, { text: address, reason, duration, dryRun: false }),
      (address) => importAllowlist(actor, { text: address, reason, duration, dryRun: false }),
    );
    assert.equal(await torn(), 0);
  });

  it('dismiss and block a held finding: one answer counts', async (t) => {
    const { actor, database, meet, count } = await open(t);
    const decide = (decision: 'block' | 'dismiss') => (address: string) =>
      decideHeld(actor, { target: { address }, decision, reason });
    const outcomes = await meet(decide('block'), decide('dismiss'), (address) =>
      putFinding(database.pool, held(address)),
    );
    for (const both of outcomes) {
      const answered = both.map((one) => (one.status === 'fulfilled' ? one.value.answered : -1));
      assert.deepEqual(answered.sort(), [0, 1]);
    }
    const blocks = await count('select from block');
    assert.equal(await count(`select from finding where decision = 'block' and block_id is not null`), blocks);
    assert.equal(await count(`select from finding where decision = 'dismiss' and block_id is null`), rounds - blocks);
  });

  it('block a range and allow an address inside it', async (t) => {
    const { actor, meet, torn } = await open(t);
    await meet(
      (address) => addBlock(actor, { address: `${address}/32`.replace(/\.\d+\/32/, '.0/24'), reason, duration }),
      (range) => allowRange(actor, { range, reason, duration }),
      (address) => releaseBlocks(actor, { inside: address.replace(/\.\d+$/, '.0/24') }, reason),
    );
    assert.equal(await torn(), 0);
  });

  it('allow by a block and release it', async (t) => {
    const { actor, meet, torn, count } = await open(t);
    await meet(
      (address) => allowBlocked(actor, { addresses: [address] }, { reason, duration }),
      (address) => releaseBlocks(actor, { addresses: [address] }, reason),
      (address) => addBlock(actor, { address, reason, duration }),
    );
    assert.equal(await torn(), 0);
    assert.equal(await count(`select from audit_event where action = 'block.release'`), rounds);
  });

  it('own networks and a block inside them', async (t) => {
    const { actor, meet, count } = await open(t);
    const outcomes = await meet(
      (address) => changeSettings(actor, { ownNetworks: [address] }),
      (address) => addBlock(actor, { address, reason, duration }),
    );
    assert.ok(outcomes.every(([changed]) => changed.status === 'fulfilled'));
    const blocked = outcomes.filter(([, one]) => one.status === 'fulfilled').length;
    assert.equal(await count('select from block'), blocked);
    assert.equal(await count(`select from audit_event where action = 'settings.change'`), rounds);
  });
});
