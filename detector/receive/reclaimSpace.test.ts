import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createLog } from '../log.ts';
import { identityAt } from './fileIdentity.ts';
import { reclaimSpace } from './reclaimSpace.ts';
import { freeableBytes, punchHole } from './punchHole.ts';
import { tailOf } from './tail.ts';

const mebibyte = 1_048_576;

function createLogFile(t: TestContext, size: number) {
  const folder = mkdtempSync(join(tmpdir(), 'space-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a.log');
  const bytes = Buffer.alloc(size, 'a line of text\n');
  writeFileSync(path, bytes);
  const identity = identityAt(path) ?? assert.fail('the file is there');
  const committedAt = (offset: number) => ({ path, offset, tail: tailOf(bytes, offset) });
  return { path, identity, committedAt, bytes };
}

const diskBytes = (path: string) => statSync(path).blocks * 512;

test('leaves 64 KiB before the position, in whole blocks', () => {
  assert.equal(freeableBytes(0), 0);
  assert.equal(freeableBytes(65_536 + 4_095), 0);
  assert.equal(freeableBytes(65_536 + 3 * 4_096 + 5), 3 * 4_096);
});

test('frees what is consumed and leaves size and the rest as they are', async (t) => {
  const { path, identity, committedAt, bytes } = createLogFile(t, 8 * mebibyte);
  const before = diskBytes(path);
  assert.equal(await punchHole(identity, committedAt(6 * mebibyte)), true);
  const freed = freeableBytes(6 * mebibyte);
  assert.equal(before - diskBytes(path), freed);
  assert.deepEqual(readFileSync(path), Buffer.concat([Buffer.alloc(freed), bytes.subarray(freed)]));
});

test('leaves a file alone that was truncated and written anew', async (t) => {
  const { path, identity, committedAt } = createLogFile(t, 2 * mebibyte);
  const committed = committedAt(mebibyte);
  truncateSync(path);
  appendFileSync(path, Buffer.alloc(2 * mebibyte, 'other lines of text\n'));
  const before = readFileSync(path);
  assert.equal(await punchHole(identity, committed), false);
  assert.deepEqual(readFileSync(path), before);
});

test('leaves a file alone that has taken the place of another, and one that is gone', async (t) => {
  const { path, identity, committedAt, bytes } = createLogFile(t, 2 * mebibyte);
  renameSync(path, path + '.1');
  assert.equal(await punchHole(identity, committedAt(mebibyte)), false);
  writeFileSync(path, bytes);
  assert.equal(await punchHole(identity, committedAt(mebibyte)), false);
  assert.deepEqual(readFileSync(path), bytes);
});

test('waits until 16 MiB more are consumed', async (t) => {
  const { path, identity, committedAt } = createLogFile(t, 40 * mebibyte);
  const before = diskBytes(path);
  const space = reclaimSpace({ log: createLog('silent') });
  space.committed(identity, committedAt(16 * mebibyte));
  await space.close();
  assert.equal(diskBytes(path), before);
  space.committed(identity, committedAt(17 * mebibyte));
  await space.close();
  const afterFirst = diskBytes(path);
  assert.ok(before - afterFirst > 16 * mebibyte);
  space.committed(identity, committedAt(30 * mebibyte));
  await space.close();
  assert.equal(diskBytes(path), afterFirst);
  space.committed(identity, committedAt(34 * mebibyte));
  await space.close();
  assert.ok(before - diskBytes(path) > 33 * mebibyte);
});

test('keeps no more than an eighth of a small file system, all its files together', async (t) => {
  const { path, identity, committedAt } = createLogFile(t, 8 * mebibyte);
  const other = createLogFile(t, 8 * mebibyte);
  const before = diskBytes(path);
  const space = reclaimSpace({
    log: createLog('silent'),
    fileSystemBytes: () => Promise.resolve(8 * mebibyte),
  });
  space.committed(identity, committedAt(940_000));
  await space.close();
  assert.equal(diskBytes(path), before);
  space.committed(other.identity, other.committedAt(940_000));
  space.committed(identity, committedAt(mebibyte));
  await space.close();
  assert.ok(before - diskBytes(path) > 0.9 * mebibyte);
  assert.ok(before - diskBytes(other.path) > 0.8 * mebibyte);
});

test('comes back to a file that was committed while another one was worked on', async (t) => {
  const files = [createLogFile(t, 20 * mebibyte), createLogFile(t, 20 * mebibyte)];
  const space = reclaimSpace({ log: createLog('silent') });
  for (const { identity, committedAt } of files) space.committed(identity, committedAt(20 * mebibyte));
  await space.close();
  for (const { path } of files) assert.ok(diskBytes(path) < mebibyte);
});

test('says what to do when fallocate is missing', async (t) => {
  const { identity, committedAt } = createLogFile(t, 20 * mebibyte);
  const path = process.env['PATH'];
  process.env['PATH'] = '/nonexistent';
  t.after(() => (process.env['PATH'] = path));
  const space = reclaimSpace({ log: createLog('silent') });
  const committed = committedAt(20 * mebibyte);
  space.committed(identity, committed);
  await space.close();
  assert.match(space.stats().problems[committed.path], /Install util-linux/);
});
