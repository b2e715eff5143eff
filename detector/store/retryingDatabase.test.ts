import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../tests/support/store.ts';
import { retryingDatabase } from './retryingDatabase.ts';

test('a transaction is tried three times where others are in its way, and once for any other fault', async (t) => {
  const pauses: number[] = [];
  const database = retryingDatabase(await openTestDatabase(t), () => pauses.push(0) - 1);
  const attempts = async (code: string): Promise<number> => {
    let begun = 0;
    const failing = database.transaction(async (client) => {
      begun++;
      await client.query(`do $$ begin raise exception using errcode = '${code}'; end $$`);
    });
    await assert.rejects(failing, { code });
    return begun;
  };
  assert.deepEqual([await attempts('40P01'), await attempts('40001'), await attempts('23505')], [3, 3, 1]);
  assert.equal(pauses.length, 4);
});
