import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, putDevice, putFinding, scanFinding } from '../../../tests/support/blocks.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { defaultSettings } from '../../model/settings.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { findingsByOutcome } from '../../store/blacklist/findings.ts';
import type { Actor } from '../actor.ts';
import { activeBlocks } from './activeBlocks.ts';
import { decideHeld } from './decideHeld.ts';

test('dismisses all that waits of one address, and nothing else', async (t) => {
  const database = await openTestDatabase(t);
  const { pool } = database;
  await putDevice(pool);
  const listAccess = { clients: [], hasPassword: false };
  const actor: Actor = { database, name: 'ann', nowMs: noon, listAccess, defaults: defaultSettings('UTC') };
  await putFinding(pool, scanFinding('198.20.0.1', noon));
  await putFinding(pool, scanFinding('198.20.0.1', noon, { target: '203.0.113.77' }));
  await putFinding(pool, scanFinding('198.20.0.2', noon));

  const dismiss = (address: string, reason: string) =>
    decideHeld(actor, { target: { address }, decision: 'dismiss', reason });
  await assert.rejects(dismiss('here', 'ours'), { code: 'address-wrong' });
  await assert.rejects(dismiss('198.20.0.1', ' '), { code: 'reason-missing' });
  const because = "No finding of 198.20.0.0/24 waits for a person's word.";
  const nothing = await dismiss('198.20.0.0/24', 'ours');
  assert.deepEqual([nothing.done, nothing.failed], [[], [{ address: '198.20.0.0/24', because }]]);
  const { done, answered } = await dismiss(' 198.20.0.1', 'our resolver');
  assert.deepEqual([done, answered], [['198.20.0.1'], 2]);
  const waiting = await findingsByOutcome(pool, 'hold', 10);
  assert.deepEqual(
    waiting.map(({ source }) => source),
    ['198.20.0.2'],
  );
  assert.deepEqual(await activeBlocks(actor, 10), []);
  const changes = await auditEventsOf(pool, '198.20.0.1', 10);
  assert.deepEqual(
    changes.map(({ actor: by, action, after }) => [by, action, after]),
    Array(2).fill(['ann', 'finding.dismiss', { reason: 'our resolver' }]),
  );
  assert.equal((await dismiss('198.20.0.1', 'again')).answered, 0);
});
