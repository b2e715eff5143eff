import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SnapshotReader, SnapshotWriter } from './snapshot.ts';

const mebibyte = 1024 * 1024;

function write(column: Float64Array): Uint8Array[] {
  const writer = new SnapshotWriter('settings');
  writer.number(column.length);
  writer.column(column);
  return writer.finish();
}

describe('snapshot', () => {
  it('comes back as it was, over chunks of at most 8 MiB', () => {
    for (const length of [0, 1, mebibyte - 5, mebibyte - 4, mebibyte, 3 * mebibyte + 1]) {
      const column = Float64Array.from({ length }, (_, index) => index / 7);
      const chunks = write(column);
      assert.ok(chunks.every((chunk) => chunk.length > 0 && chunk.length <= 8 * mebibyte));
      const reader = SnapshotReader.open(chunks, 'settings');
      assert.ok(reader !== undefined);
      const read = new Float64Array(reader.number());
      reader.column(read);
      assert.deepEqual(read, column);
    }
  });

  it('comes back from a buffer that lies in shared memory at an odd place, as a database driver gives it', () => {
    const chunks = write(Float64Array.of(1, 2, 3)).map((chunk) => Buffer.concat([Buffer.alloc(3), chunk]).subarray(3));
    const reader = SnapshotReader.open(chunks, 'settings');
    assert.equal(reader?.number(), 3);
  });

  it('is refused when cut anywhere, changed in length, or of other settings', () => {
    const [chunk] = write(Float64Array.of(1, 2, 3));
    for (let end = 0; end < chunk.length; end++) {
      assert.equal(SnapshotReader.open([chunk.subarray(0, end)], 'settings'), undefined);
    }
    assert.equal(SnapshotReader.open([chunk, chunk], 'settings'), undefined);
    assert.equal(SnapshotReader.open([chunk], 'setting'), undefined);
    assert.equal(SnapshotReader.open([chunk], 'settingz'), undefined);
    assert.equal(SnapshotReader.open([], 'settings'), undefined);
  });
});
