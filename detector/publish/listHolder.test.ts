import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { readList } from './listFile.ts';
import { openListHolder } from './listHolder.ts';
import type { ListHolder } from './listHolder.ts';
import { makeFolder, silentLog } from '../../tests/support/listListener.ts';

interface Bench {
  readonly folder: string;
  nowMs: number;
  open(): Promise<ListHolder>;
}

async function setUp(t: TestContext): Promise<Bench> {
  const folder = await makeFolder(t);
  const bench = {
    folder,
    nowMs: 1_000_000,
    open: () => openListHolder({ folder, now: () => bench.nowMs, log: silentLog }),
  };
  return bench;
}

function textOf(holder: ListHolder): string | undefined {
  return holder.current()?.version.text;
}

test('has no list before one was offered', async (t) => {
  const holder = await (await setUp(t)).open();
  assert.equal(holder.current(), undefined);
});

test('serves what was offered, plain and compressed alike', async (t) => {
  const holder = await (await setUp(t)).open();
  assert.equal(await holder.offer(['192.0.2.1', '192.0.2.2'], 'one', true), 'published');
  const list = holder.current();
  assert.ok(list);
  assert.equal(list.body.toString(), '192.0.2.1\n192.0.2.2\n');
  assert.equal(gunzipSync(await list.gzipBody()).toString(), list.version.text);
  assert.equal(await list.gzipBody(), await list.gzipBody());
  assert.notEqual(list.gzipEtag, list.version.etag);
});

test('unchanged entries keep tag and time', async (t) => {
  const bench = await setUp(t);
  const holder = await bench.open();
  await holder.offer(['192.0.2.1'], 'one', true);
  const before = holder.current();
  bench.nowMs += 60_000;
  assert.equal(await holder.offer(['192.0.2.1'], 'one', true), 'unchanged');
  assert.equal(holder.current(), before);
});

test('a list that is made after the clock went back is still the newer one', async (t) => {
  const bench = await setUp(t);
  const holder = await bench.open();
  await holder.offer(['192.0.2.1'], 'one', true);
  bench.nowMs -= 500_000;
  await holder.offer(['192.0.2.2'], 'one', true);
  assert.equal(holder.current()?.version.madeAtMs, 1_001_000);
});

test('serves the last list after a restart', async (t) => {
  const bench = await setUp(t);
  await (await bench.open()).offer(['192.0.2.1'], 'one', true);
  bench.nowMs += 60_000;
  const holder = await bench.open();
  assert.equal(textOf(holder), '192.0.2.1\n');
  assert.equal(holder.current()?.version.madeAtMs, 1_000_000);
});

test('a database that never held a block does not empty the list', async (t) => {
  const bench = await setUp(t);
  await (await bench.open()).offer(['192.0.2.1'], 'one', true);
  const holder = await bench.open();
  assert.equal(await holder.offer([], 'two', false), 'refused-empty');
  assert.equal(textOf(holder), '192.0.2.1\n');
  assert.equal((await readList(bench.folder))?.text, '192.0.2.1\n');
});

test('the release of the last block empties the list', async (t) => {
  const holder = await (await setUp(t)).open();
  await holder.offer(['192.0.2.1'], 'one', true);
  assert.equal(await holder.offer([], 'one', true), 'published');
  assert.equal(textOf(holder), '');
});

test('a new installation serves an empty list', async (t) => {
  const holder = await (await setUp(t)).open();
  assert.equal(await holder.offer([], 'one', false), 'published');
  assert.equal(textOf(holder), '');
});

test('with a damaged list on disk there is none, until a database with blocks has answered', async (t) => {
  const bench = await setUp(t);
  await writeFile(join(bench.folder, 'last-good-list.txt'), 'rubbish');
  const holder = await bench.open();
  assert.match(holder.diskFault() ?? '', /damaged/);
  assert.equal(await holder.offer([], 'one', false), 'refused-empty');
  assert.equal(holder.current(), undefined);
  assert.equal(await holder.offer(['192.0.2.1'], 'one', true), 'published');
  assert.equal(holder.diskFault(), undefined);
});

test('what the disk does not take is served, and written at the next offer', async (t) => {
  const bench = await setUp(t);
  const holder = await bench.open();
  await rm(bench.folder, { recursive: true });
  assert.equal(await holder.offer(['192.0.2.1'], 'one', true), 'published');
  assert.equal(textOf(holder), '192.0.2.1\n');
  assert.match(holder.diskFault() ?? '', /check the space and the permissions/);

  await mkdir(bench.folder);
  assert.equal(await holder.offer(['192.0.2.1'], 'one', true), 'unchanged');
  assert.equal(holder.diskFault(), undefined);
  assert.equal((await readList(bench.folder))?.text, '192.0.2.1\n');
});

test('offers that overtake each other leave the newest on disk', async (t) => {
  const bench = await setUp(t);
  const holder = await bench.open();
  await Promise.all(Array.from({ length: 50 }, (_, index) => holder.offer([`192.0.2.${index}`], 'one', true)));
  assert.equal(textOf(holder), '192.0.2.49\n');
  assert.equal((await readList(bench.folder))?.text, '192.0.2.49\n');
});
