import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { SnapshotWriter, version } from './snapshot.ts';
import { create } from '../../tests/support/engineFixture.ts';
import { batchOf, scan, second, sweep } from '../../tests/support/recordFixture.ts';

/** What each version of a snapshot consists of: its parts in order, by their kind. */
const layouts: Readonly<Record<number, string>> = { 1: '285fe60ce3878563' };

test('a snapshot of another layout has another version', (t) => {
  const kinds: string[] = [];
  const column = SnapshotWriter.prototype.column;
  t.mock.method(
    SnapshotWriter.prototype,
    'column',
    function (this: SnapshotWriter, values: Parameters<typeof column>[0]) {
      kinds.push(values.constructor.name);
      column.call(this, values);
    },
  );
  const engine = create();
  engine.observe(batchOf([...scan(12, second), ...sweep(12, second)]), NaN, 'detect');
  engine.snapshot();
  const layout = createHash('sha256').update(kinds.join()).digest('hex').slice(0, 16);
  assert.equal(
    layouts[version],
    layout,
    `Raise \`version\` in snapshot.ts, and note here that its layout is ${layout}.`,
  );
});
