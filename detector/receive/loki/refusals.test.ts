import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Code } from '../../errorCodes/errorCodes.ts';
import { MendableError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { createRefusals } from './refusals.ts';

test('counts every refused push and logs one of a kind a minute, however many come', () => {
  const logged: unknown[] = [];
  let at = 0;
  const log = { warn: (fields: unknown) => logged.push(fields) } as unknown as Logger;
  const refusals = createRefusals({ log, now: () => at });
  const note = (code: Code) => refusals.note(new MendableError(code, 'Why.'), '192.0.2.1');
  for (let i = 0; i < 10_000; i++) note('push-token-wrong');
  note('push-wrong');
  for (const code of ['push-busy', 'push-not-stored'] as const) note(code);
  assert.equal(refusals.count(), 10_001);
  assert.equal(logged.length, 2);
  at = 60_000;
  note('push-wrong');
  assert.deepEqual(logged.at(-1), { sender: '192.0.2.1', code: 'push-wrong', problem: 'Why.' });
});
