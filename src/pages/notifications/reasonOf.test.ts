import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonOf } from './reasonOf.ts';

test('a mail says what became of it', () => {
  const said = (state: 'waiting' | 'sent' | 'failed', attempts: number, lastError: string | null = null) =>
    reasonOf({ state, attempts, lastError }, false);
  assert.equal(said('waiting', 0), 'It goes out within a minute.');
  const unsent = { state: 'waiting', attempts: 0, lastError: null } as const;
  assert.equal(reasonOf(unsent, true), 'It waits until mails are turned on.');
  assert.equal(said('waiting', 1, '421 busy'), 'It waits after one attempt. The last one: 421 busy');
  assert.equal(said('failed', 9, '550 no'), 'Not tried any more after 9 attempts. The last one: 550 no');
  assert.equal(said('sent', 1), 'Sent.');
  assert.equal(said('sent', 2, '421 busy'), 'Sent after 2 attempts.');
});
