import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { noon, putBlock, putDevice, putFinding, scanFinding } from '../../../tests/support/blocks.ts';
import { blacklistRoutes } from '../contract/blacklist.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { putAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { pendingEngineChanges } from '../../store/records/engineChanges.ts';
import { activeGrace } from '../../store/blacklist/grace.ts';
import { createBlacklistHandlers } from './blacklistHandlers.ts';
import { hourMs } from '../../time/units.ts';

async function open(t: TestContext) {
  const context = await openApiContext(t);
  context.clock.nowMs = noon;
  const { pool } = context.database;
  await putDevice(pool);
  const handlers = createBlacklistHandlers(context);
  const active = async (): Promise<string[]> => {
    const query = { state: 'active', sort: 'address', order: 'asc' } as const;
    return (await handlers['GET /blacklist/blocks']({ query }, alice)).items.map(({ address }) => address);
  };
  const lastChange = async (subject: string) => {
    const [event] = await auditEventsOf(pool, subject, 1);
    return { actor: event.actor, action: event.action, before: event.before, after: event.after };
  };
  return { ...context, pool, handlers, active, lastChange };
}

describe('the details of a block', () => {
  it('says in words what was reached and which settings were in force', async (t) => {
    const { pool, handlers } = await open(t);
    const id = await putBlock(pool, scanFinding('198.20.0.1', noon));
    const detail = await handlers['GET /blacklist/blocks/:id']({ params: { id } }, alice);
    createAnswerCheck(blacklistRoutes['GET /blacklist/blocks/:id'].answer)(detail);
    assert.equal(
      detail.because,
      'Reached 11 different ports on 203.0.113.5 within 10 minutes; the case holds at more than 10 ports, and only denied records counted.',
    );
    assert.deepEqual(
      [detail.evidence?.device, detail.evidence?.contacts.length, detail.findings.length],
      ['FW-1', 11, 1],
    );
  });

  it('tells of a sweep, an attack and a block by hand in their own words', async (t) => {
    const { pool, handlers } = await open(t);
    const because = async (id: number) =>
      (await handlers['GET /blacklist/blocks/:id']({ params: { id } }, alice)).because;
    const { evidence } = scanFinding('198.20.0.1', noon);
    const sweep = { addresses: 10, minutes: 1, count: 'all', mode: 'block' };
    const swept = scanFinding('198.20.0.2', noon, {
      ...{ case: 'port-sweep', target: null, port: 22, count: 10 },
      evidence: { ...evidence, settings: sweep },
    });
    const attacked = scanFinding('198.20.0.3', noon, {
      ...{ case: 'vulnerability', count: 1, port: 443 },
      evidence: {
        ...{ ...evidence, contacts: [], settings: { level: 1, mode: 'block' }, rule: 'web', severity: 'critical' },
        threat: { threatName: 'Log4j', threatId: '91991' },
      },
    });
    assert.equal(
      await because(await putBlock(pool, swept)),
      'Reached port 22 on 10 own addresses within 1 minute; the case holds at 10 addresses, and all records counted.',
    );
    assert.equal(
      await because(await putBlock(pool, attacked)),
      'The firewall saw Log4j (91991) on 203.0.113.5, severity critical, through the rule web; the case holds at severity critical (level 1).',
    );
    const body = { address: '198.20.0.4', reason: 'was told to', duration: '1d', ticket: 'SEC-7' };
    const { id, expiresAt } = await handlers['POST /blacklist/blocks']({ body }, alice);
    assert.equal(await because(id), 'Blocked by hand. alice wrote: was told to');
    assert.equal(expiresAt, noon + 24 * hourMs);
  });

  it('keeps a ticket number and a note, each changed alone', async (t) => {
    const { pool, handlers, lastChange } = await open(t);
    const id = await putBlock(pool, scanFinding('198.20.0.1', noon));
    const patch = (body: { ticket?: string; note?: string }) =>
      handlers['PATCH /blacklist/blocks/:id']({ params: { id }, body }, alice);
    await patch({ ticket: 'SEC-1' });
    const block = await patch({ note: 'asked the owner' });
    createAnswerCheck(blacklistRoutes['PATCH /blacklist/blocks/:id'].answer)(block);
    assert.deepEqual([block.ticket, block.note], ['SEC-1', 'asked the owner']);
    assert.deepEqual(await lastChange('198.20.0.1'), {
      ...{ actor: 'alice', action: 'block.note' },
      before: { ticket: 'SEC-1', note: '' },
      after: { ticket: 'SEC-1', note: 'asked the owner' },
    });
    const missing = handlers['GET /blacklist/blocks/:id']({ params: { id: 999 } }, alice);
    await assert.rejects(missing, { code: 'no-such-block' });
    const nothing = handlers['PATCH /blacklist/blocks/:id']({ params: { id: 999 }, body: {} }, alice);
    await assert.rejects(nothing, { code: 'no-such-block' });
  });
});

describe('actions for many blocks', () => {
  it('release those named, and say of the others why not', async (t) => {
    const { pool, handlers, active, lastChange } = await open(t);
    const ids = [
      await putBlock(pool, scanFinding('198.20.0.1', noon)),
      await putBlock(pool, scanFinding('198.20.0.2', noon), { releasedAt: noon }),
    ];
    await putBlock(pool, scanFinding('198.20.0.3', noon));
    await putBlock(pool, scanFinding('198.20.0.0/24', noon), { origin: 'manual', evidence: null });
    const body = { target: { ids: [...ids, 999] }, reason: 'a test of ours' };
    const outcome = await handlers['POST /blacklist/release']({ body }, alice);
    createAnswerCheck(blacklistRoutes['POST /blacklist/release'].answer)(outcome);
    assert.deepEqual(outcome, {
      done: ['198.20.0.1'],
      failed: [
        { address: 'number 999', because: 'No block has this number.' },
        { address: '198.20.0.2', because: 'The block of 198.20.0.2 has been released already.' },
      ],
      stillBlocked: [{ address: '198.20.0.1', by: '198.20.0.0/24' }],
    });
    assert.deepEqual(await active(), ['198.20.0.0/24', '198.20.0.3']);
    assert.deepEqual((await lastChange('198.20.0.1')).after, { reason: 'a test of ours' });
    assert.deepEqual(await activeGrace(pool, noon), [{ range: '198.20.0.1/32', until: noon + hourMs }]);
    const [change] = await pendingEngineChanges(pool);
    assert.deepEqual([change.kind, change.detail], ['forget', { ranges: ['198.20.0.1'] }]);
  });

  it('take all of a case since a time, and nothing without a reason', async (t) => {
    const { pool, handlers, active } = await open(t);
    await putBlock(pool, scanFinding('198.20.0.1', noon - 2 * hourMs));
    await putBlock(pool, scanFinding('198.20.0.2', noon - 1000));
    await putBlock(pool, scanFinding('198.20.0.3', noon - 1000), { origin: 'port-sweep' });
    const target = { case: 'port-scan', detectedSince: noon - hourMs } as const;
    const empty = handlers['POST /blacklist/release']({ body: { target, reason: ' ' } }, alice);
    await assert.rejects(empty, { code: 'reason-missing' });
    const { done } = await handlers['POST /blacklist/release']({ body: { target, reason: 'wrong' } }, alice);
    assert.deepEqual([done, await active()], [['198.20.0.2'], ['198.20.0.1', '198.20.0.3']]);
  });

  it('extend a block from now on, after which no hit moves its end', async (t) => {
    const { pool, handlers, lastChange } = await open(t);
    const id = await putBlock(pool, scanFinding('198.20.0.1', noon - hourMs));
    const extend = (duration: string) =>
      handlers['POST /blacklist/extend']({ body: { target: { ids: [id] }, duration } }, alice);
    const stored = async () => {
      const { block } = await handlers['GET /blacklist/blocks/:id']({ params: { id } }, alice);
      return [block.expiresAt, block.fixedEnd];
    };
    assert.deepEqual((await extend('7d')).done, ['198.20.0.1']);
    assert.deepEqual(await stored(), [noon + 7 * 24 * hourMs, true]);
    await extend('permanent');
    assert.deepEqual(await stored(), [null, true]);
    assert.deepEqual(await lastChange('198.20.0.1'), {
      ...{ actor: 'alice', action: 'block.extend' },
      before: { expiresAt: noon + 7 * 24 * hourMs, fixedEnd: true },
      after: { expiresAt: null, fixedEnd: true },
    });
    await assert.rejects(extend('soon'), { code: 'duration-wrong' });
  });

  it('allow addresses, which lifts their blocks and those inside', async (t) => {
    const { pool, handlers, active } = await open(t);
    const id = await putBlock(pool, scanFinding('198.20.0.0/24', noon), { origin: 'manual', evidence: null });
    const ids = [id, await putBlock(pool, scanFinding('198.20.0.1', noon))];
    for (let i = 0; i < 30; i++) ids.push(await putBlock(pool, scanFinding(`198.21.0.${i}`, noon)));
    const body = { target: { ids }, reason: 'a partner', duration: '4w' };
    const outcome = await handlers['POST /blacklist/allow']({ body }, alice);
    assert.deepEqual([outcome.done.length, outcome.failed, await active()], [32, [], []]);
  });
});

describe('answers to held findings', () => {
  it('block the source with what was found, and answer all that waits of it', async (t) => {
    const { pool, handlers, active, lastChange } = await open(t);
    await putFinding(pool, scanFinding('198.20.0.1', noon - 60 * 24 * hourMs));
    await putFinding(pool, scanFinding('198.20.0.1', noon - hourMs, { target: '203.0.113.6' }));
    const held = async () =>
      (await handlers['GET /blacklist/findings']({ query: { outcome: 'hold' } }, alice)).items.map(({ id }) => id);
    const ids = (await held()).slice(-1);
    const body = { ids, decision: 'block', reason: 'not ours' } as const;
    const outcome = await handlers['POST /blacklist/decide']({ body }, alice);
    createAnswerCheck(blacklistRoutes['POST /blacklist/decide'].answer)(outcome);
    assert.deepEqual([outcome.done, await held(), await active()], [['198.20.0.1'], [], ['198.20.0.1']]);
    const { items } = await handlers['GET /blacklist/blocks']({ query: { state: 'active' } }, alice);
    const [{ origin, createdBy, detectedAt, device, expiresAt, reason }] = items;
    assert.deepEqual(
      [origin, createdBy, detectedAt, device, reason],
      ['port-scan', 'alice', noon - hourMs, 'FW-1', 'not ours'],
    );
    assert.ok(expiresAt !== null && expiresAt > noon + 27 * 24 * hourMs);
    assert.equal((await lastChange('198.20.0.1')).action, 'block.add');
    const again = await handlers['POST /blacklist/decide']({ body }, alice);
    assert.deepEqual(again.failed, [
      { address: '198.20.0.1', because: 'It has been answered already: block by alice.' },
    ]);
  });

  it('leave one waiting that safety refuses, and say why', async (t) => {
    const { pool, handlers } = await open(t);
    await putFinding(pool, scanFinding('198.20.0.1', noon));
    await putAllowEntries(pool, [{ range: '198.20.0.0/24', reason: 'ours' }], {
      expiresAt: null,
      by: 'alice',
      nowMs: noon,
    });
    const { items } = await handlers['GET /blacklist/findings']({ query: { outcome: 'hold' } }, alice);
    const body = { ids: [items[0].id, 999], decision: 'block' as const, reason: 'not ours' };
    const { done, failed } = await handlers['POST /blacklist/decide']({ body }, alice);
    assert.deepEqual(done, []);
    assert.deepEqual(
      failed.map(({ address }) => address),
      ['number 999', '198.20.0.1'],
    );
    assert.match(failed[1].because, /^198\.20\.0\.1 is on the allowlist/);
    assert.equal((await handlers['GET /blacklist/totals']({}, alice)).held, 1);
  });

  it('dismiss one, and no block comes of it', async (t) => {
    const { pool, handlers, active, lastChange } = await open(t);
    await putFinding(pool, scanFinding('198.20.0.1', noon));
    const { items } = await handlers['GET /blacklist/findings']({ query: { outcome: 'hold' } }, alice);
    const body = { ids: [items[0].id], decision: 'dismiss' as const, reason: 'our resolver' };
    const { done } = await handlers['POST /blacklist/decide']({ body }, alice);
    assert.deepEqual([done, await active()], [['198.20.0.1'], []]);
    assert.deepEqual((await lastChange('198.20.0.1')).after, { reason: 'our resolver' });
    assert.equal((await handlers['GET /blacklist/totals']({}, alice)).held, 0);
  });
});

describe('what is told before a block by hand', () => {
  it('names faults, parts that stay unblocked, size and what lies inside', async (t) => {
    const { pool, handlers } = await open(t);
    await putBlock(pool, scanFinding('198.20.0.1', noon));
    await putAllowEntries(pool, [{ range: '198.20.0.9', reason: 'ours' }], {
      expiresAt: null,
      by: 'alice',
      nowMs: noon,
    });
    const preview = async (address: string) => {
      const answer = await handlers['POST /blacklist/preview']({ body: { address } }, alice);
      createAnswerCheck(blacklistRoutes['POST /blacklist/preview'].answer)(answer);
      return answer;
    };
    const range = await preview(' 198.20.0.0/24');
    assert.deepEqual([range.address, range.faults, range.size], ['198.20.0.0/24', [], '256 addresses']);
    assert.deepEqual([range.blocksInside, range.allowedRecords, range.warnings.length], [1, 0, 1]);
    assert.match((await preview('198.20.0.9')).faults[0], /on the allowlist/);
    assert.match((await preview('198.20.0.1')).faults[0], /blocked already/);
    assert.match((await preview(`'; drop table block`)).faults[0], /not an address/);
    const sizes = ['2600::/32', '198.20.0.7', '11.0.0.0/8'].map(async (address) => (await preview(address)).size);
    assert.deepEqual(await Promise.all(sizes), ['2^96 addresses', '1 address', '16,777,216 addresses']);
  });
});

describe('a verdict', () => {
  it('has one word, what it rests on, and the way out', async (t) => {
    const { pool, handlers } = await open(t);
    await putBlock(pool, scanFinding('198.20.0.1', noon));
    await putBlock(pool, scanFinding('198.21.0.0/24', noon), { origin: 'manual', evidence: null, reason: 'bad' });
    await putFinding(pool, scanFinding('198.22.0.1', noon));
    await putAllowEntries(pool, [{ range: '198.23.0.0/16', reason: 'partner' }], {
      expiresAt: null,
      by: 'alice',
      nowMs: noon,
    });
    const verdict = async (address: string) => {
      const answer = await handlers['GET /blacklist/verdict']({ query: { address } }, alice);
      createAnswerCheck(blacklistRoutes['GET /blacklist/verdict'].answer)(answer);
      return [answer.standing, answer.actions.join(' '), answer.block?.address ?? null, answer.inside.total];
    };
    assert.deepEqual(await verdict('198.20.0.1'), ['blocked', 'allow release', '198.20.0.1', 0]);
    assert.deepEqual(await verdict('198.21.0.7'), ['blocked', 'allow release', '198.21.0.0/24', 0]);
    assert.deepEqual(await verdict('198.20.0.0/24'), ['partly-blocked', 'allow block', null, 1]);
    assert.deepEqual(await verdict('198.22.0.1'), ['held', 'decide allow', null, 0]);
    assert.deepEqual(await verdict('198.23.0.1'), ['allowed', 'disallow', null, 0]);
    assert.deepEqual(await verdict('8.8.8.8'), ['refused', 'explain', null, 0]);
    assert.deepEqual(await verdict('198.24.0.1'), ['unknown', 'explain allow block', null, 0]);
    await assert.rejects(verdict('%'), { code: 'address-wrong' });
  });
});
