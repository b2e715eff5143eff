import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../../tests/support/store.ts';
import type { Finding } from '../../model/finding.ts';
import { insertBlock } from './blocks.ts';
import { answerHeldInside, findingsByOutcome, findingsOf, insertFindings } from './findings.ts';
import type { DecidedFinding } from './findings.ts';

const at = Date.parse('2026-11-21T12:00:00Z');

function found(more: Partial<Finding>): Finding {
  return {
    ...{ at, case: 'port-scan', source: '198.51.100.1', sourceLocation: 'Romania', target: '203.0.113.7', port: null },
    ...{ count: 11, looksLikeAnswers: true, hitBeforeAt: null, watchOnly: false },
    evidence: { settings: { ports: 10 }, deviceId: 1, firstAt: at, lastAt: at, contacts: [{ value: 53, at }] },
    ...more,
  };
}

function held(more: Partial<Finding>): DecidedFinding {
  return { finding: found(more), outcome: 'hold', reason: 'looks-like-answers', blockId: null };
}

test('stores the findings of a batch in their order, whatever became of them', async (t) => {
  const { pool } = await openTestDatabase(t);
  const blockId = await insertBlock(pool, {
    ...{ address: '198.51.100.1', origin: 'port-scan', location: '', detectedAt: at, lastSeenAt: at, expiresAt: null },
    ...{ fixedEnd: false, reason: '', evidence: null, createdBy: 'detector' },
  });
  await insertFindings(
    pool,
    [
      { finding: found({}), outcome: 'block', reason: null, blockId: blockId ?? null },
      {
        finding: found({ target: null, port: 22, case: 'port-sweep' }),
        outcome: 'renew',
        reason: null,
        blockId: blockId ?? null,
      },
      { finding: found({ source: '2001:db8::1' }), outcome: 'refuse', reason: 'allowlist', blockId: null },
    ],
    77,
  );
  await insertFindings(pool, [], 78);
  const { rows } = await pool.query(
    'select case_name, host(source) as source, port, outcome, reason, block_id, record_id from finding order by id',
  );
  assert.deepEqual(
    rows.map((row): unknown[] => Object.values(row as object)),
    [
      ['port-scan', '198.51.100.1', null, 'block', null, blockId, 77],
      ['port-sweep', '198.51.100.1', 22, 'renew', null, blockId, 77],
      ['port-scan', '2001:db8::1', null, 'refuse', 'allowlist', null, 77],
    ],
  );
  const [first] = (await findingsOf(pool, '198.51.100.1', 10)).toReversed();
  assert.deepEqual(first.evidence, found({}).evidence);
});

test('a held finding that comes true again joins the one that waits, and stands alone once that is decided on', async (t) => {
  const { pool } = await openTestDatabase(t);
  const waiting = async () => (await findingsByOutcome(pool, 'hold', 10)).map((row) => [row.at - at, row.count]);
  await insertFindings(pool, [held({})], 1);
  await insertFindings(pool, [held({ at: at + 600_000, count: 20 }), held({ at: at + 1_200_000, count: 30 })], 2);
  assert.deepEqual(await waiting(), [[1_200_000, 30]]);
  await insertFindings(pool, [held({ at: at + 900_000, count: 25 })], 3);
  assert.deepEqual(await waiting(), [[1_200_000, 30]], 'one of a device that is behind tells nothing newer');
  await insertFindings(
    pool,
    [held({ target: '203.0.113.8' }), held({ case: 'port-sweep', target: null, port: 53 })],
    4,
  );
  assert.equal((await waiting()).length, 3);
  await answerHeldInside(pool, ['198.51.100.1/32'], 'allow', 'analyst', at);
  assert.deepEqual(await waiting(), []);
  await insertFindings(pool, [held({ at: at + 1_800_000 })], 5);
  assert.deepEqual(await waiting(), [[1_800_000, 11]]);
});
