import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../log.ts';
import { createTestDatabase } from '../../tests/support/postgres.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

test('two processes that migrate at once apply each migration once', async (t) => {
  const connectionString = await createTestDatabase(t);
  const [one, other] = await Promise.all([0, 1].map(() => openDatabase(connectionString, createLog('silent'))));
  t.after(() => Promise.all([one.close(), other.close()]));
  const applied = (await Promise.all([migrate(one), migrate(other)])).flat();
  assert.equal(new Set(applied).size, applied.length);
  assert.ok(applied.includes('0001-initial.sql'));
  assert.deepEqual(await migrate(one), []);
});

test('a database that can not be reached is named in a sentence', async () => {
  const opening = openDatabase('postgres://nobody@127.0.0.1:1/none', createLog('silent'));
  await assert.rejects(opening, { code: 'database-unreachable' });
});
