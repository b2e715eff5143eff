import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, putDevice, putFinding, scanFinding } from '../../../tests/support/blocks.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { defaultSettings } from '../../model/settings.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { findingsByOutcome } from '../../store/blacklist/findings.ts';
import type { Actor } from '../actor.ts';
import { activeBlocks } from './activeBlocks.ts';
import { dismissHeld } from './dismissHeld.ts';

test('dismisses all that waits of one address, and nothing else', async (t) => {
  const database = await openTestDatabase(t);
  const { pool } = database;
  await putDevice(pool);
  const listAccess = { clients: [], hasPassword: false };
  const actor: Actor = { database, name: 'ann', nowMs: noon, listAccess, defaults: defaultSettings('UTC') };
  await putFinding(pool, scanFinding('198.20.0.1', noon));
  await putFinding(pool, scanFinding('198.20.0.1', noon, { target: '203.0.113.77' }));
  await putFinding(pool, scanFinding('198.20.0.2', noon));

  await assert.rejects(dismissHeld(actor, 'here', 'ours'), { code: 'address-wrong' });
  await assert.rejects(dismissHeld(actor, '198.20.0.1', ' '), { code: 'reason-missing' });
  await assert.rejects(dismissHeld(actor, '198.20.0.0/24', 'ours'), { code: 'not-held' });
  assert.deepEqual(await dismissHeld(actor, ' 198.20.0.1', 'our resolver'), { address: '198.20.0.1', dismissed: 2 });
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
  await assert.rejects(dismissHeld(actor, '198.20.0.1', 'again'), { code: 'not-held', message: /--state held/ });
});
