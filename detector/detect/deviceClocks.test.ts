import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { create, find } from '../../tests/support/engineFixture.ts';
import { batchOf, kinds, minute, scan, second, start } from '../../tests/support/recordFixture.ts';
import type { TestRecord } from '../../tests/support/recordFixture.ts';

describe('clocks', () => {
  const newest = { at: start + 20 * minute, port: 0 };

  it('count a record up to 5 minutes behind its device as of the device’s clock', () => {
    const [finding] = find([newest, ...scan(11, 0, { at: newest.at - 5 * minute })]);
    assert.equal(finding.at, newest.at);
  });

  it('count nothing of a record that is later, and tell how many there were', () => {
    const engine = create();
    const late = scan(11, 0, { at: newest.at - 5 * minute - 1, context: kinds.denyRule });
    assert.deepEqual(engine.observe(batchOf([newest, ...late]), NaN, 'detect'), []);
    assert.equal(engine.stats().devices[0].late, 11);
    assert.equal(engine.takeHits().at.length, 0);
  });

  it('are each device’s own, so that the backlog of one counts', () => {
    assert.equal(find([newest, ...scan(11, second, { deviceId: 2 })]).length, 1);
  });

  it('count a record from the future as of its arrival', () => {
    const engine = create();
    const batch = batchOf(scan(11, 0, { at: start + 5 * minute + 1 }));
    assert.equal(engine.observe(batch, start, 'detect')[0].at, start);
    assert.equal(batch.at[0], start);
    assert.equal(engine.stats().devices[0].future, 11);
  });

  it('take a record up to 5 minutes ahead of its arrival at its word', () => {
    const [finding] = create().observe(batchOf(scan(11, 0, { at: start + 5 * minute })), start, 'detect');
    assert.equal(finding.at, start + 5 * minute);
  });

  it('decide between the two readings of a repeated hour', () => {
    const hour = 60 * minute;
    const twice = { at: start, alternativeAt: start + hour };
    const settle = (before: readonly TestRecord[], arrivedAtMs: number) => {
      const batch = batchOf([...before, twice]);
      create().observe(batch, arrivedAtMs, 'detect');
      return batch.at[before.length] - start;
    };
    assert.equal(settle([{ at: start - minute }], NaN), 0);
    assert.equal(settle([{ at: start + hour - minute }], NaN), hour);
    assert.equal(settle([], start + hour), hour);
    assert.equal(settle([], NaN), 0);
  });
});
