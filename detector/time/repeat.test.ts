import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repeat } from './repeat.ts';

test('work that takes long is not begun again before it has ended', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const begun: PromiseWithResolvers<undefined>[] = [];
  const end = repeat(1_000, () => {
    const work = Promise.withResolvers<undefined>();
    begun.push(work);
    return work.promise;
  });
  t.mock.timers.tick(5_000);
  assert.equal(begun.length, 1);
  begun[0].resolve(undefined);
  await new Promise(setImmediate);
  t.mock.timers.tick(1_000);
  assert.equal(begun.length, 2);
  begun[1].resolve(undefined);
  await new Promise(setImmediate);
  end();
  t.mock.timers.tick(5_000);
  assert.equal(begun.length, 2);
});
