import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { takeLead } from './fence.ts';
import { loadSnapshot, saveSnapshot } from './snapshots.ts';

const partsOf = (byte: number) => [1, 2, 3].map((part) => new Uint8Array(100 * part).fill(byte));

test('snapshots that are saved at once never mix: the newest is kept whole', async (t) => {
  const database = await openTestDatabase(t);
  const { leader } = await takeLead(database.pool);
  for (let round = 0; round < 20; round++) {
    const ids = [1, 2, 3, 4].map((id) => 10 * round + id);
    await Promise.all(
      ids.map((recordId) => saveSnapshot(database, { recordId, changeId: 0, parts: partsOf(recordId) }, leader)),
    );
    const loaded = await loadSnapshot(database.pool);
    assert.equal(loaded?.recordId, 10 * round + 4);
    assert.deepEqual(
      loaded.parts.map((part) => new Uint8Array(part)),
      partsOf(10 * round + 4),
    );
  }
});

test('a detector that was overtaken stores no snapshot any more', async (t) => {
  const database = await openTestDatabase(t);
  const { leader: former } = await takeLead(database.pool);
  const { leader } = await takeLead(database.pool);
  await assert.rejects(saveSnapshot(database, { recordId: 9, changeId: 0, parts: partsOf(9) }, former), {
    name: 'FencedError',
  });
  await saveSnapshot(database, { recordId: 5, changeId: 0, parts: partsOf(5) }, leader);
  assert.equal((await loadSnapshot(database.pool))?.recordId, 5);
});

test('a snapshot with a damaged or a missing checksum is none', async (t) => {
  const database = await openTestDatabase(t);
  const { leader } = await takeLead(database.pool);
  await saveSnapshot(database, { recordId: 5, changeId: 0, parts: partsOf(5) }, leader);
  await database.pool.query(`update engine_snapshot set data = set_byte(data, 7, 1) where part = 1`);
  assert.equal(await loadSnapshot(database.pool), undefined);
});
