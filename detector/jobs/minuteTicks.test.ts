import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minuteTicks } from './minuteTicks.ts';

test('ticks once a minute until it is ended', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 10, 21, 12, 0, 30) });
  const settle = () => new Promise(setImmediate);
  let ticks = 0;
  const end = minuteTicks(() => ticks++);
  for (let second = 0; second < 180; second++) {
    t.mock.timers.tick(1_000);
    await settle();
  }
  assert.equal(ticks, 3);
  await end();
  t.mock.timers.tick(120_000);
  await settle();
  assert.equal(ticks, 3);
});
