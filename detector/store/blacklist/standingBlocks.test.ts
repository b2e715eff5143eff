import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { insertBlock } from './blocks.ts';
import { activeRangesOver } from './standingBlocks.ts';

const at = Date.parse('2026-11-21T12:00:00Z');

test('finds the active ranges over addresses and over narrower ranges, the narrowest first', async (t) => {
  const { pool } = await openTestDatabase(t);
  for (const address of ['45.0.0.0/8', '45.1.0.0/16', '45.1.2.3', '91.0.0.0/8', '2001:db8::/32', '2001:db8:1::/48']) {
    await insertBlock(pool, {
      ...{ address, origin: 'manual', location: '', detectedAt: at, lastSeenAt: at, expiresAt: null, fixedEnd: false },
      ...{ reason: 'test', evidence: null, createdBy: 'test' },
    });
  }
  await pool.query(`update block set released_at = now() where address = '91.0.0.0/8'`);
  const over = async (...addresses: string[]) =>
    (await activeRangesOver(pool, addresses)).map((block) => block.address);
  assert.deepEqual(await over('45.1.2.3'), ['45.1.0.0/16', '45.0.0.0/8']);
  assert.deepEqual(await over('45.2.2.3', '45.2.2.4', '91.1.1.1'), ['45.0.0.0/8']);
  assert.deepEqual(await over('45.1.0.0/16'), ['45.0.0.0/8']);
  assert.deepEqual(await over('45.0.0.0/8', '32.1.13.184'), []);
  assert.deepEqual(await over('2001:db8:1::9', '2001:db9::1'), ['2001:db8:1::/48', '2001:db8::/32']);
  assert.deepEqual(await over(), []);
});
