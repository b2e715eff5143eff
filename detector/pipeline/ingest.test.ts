import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../log.ts';
import { createContextTable } from '../parse/contextTable.ts';
import { createLineReader } from '../parse/lineReader.ts';
import { FencedError } from '../store/records/fence.ts';
import { logLine } from '../../tests/support/lines.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createIngest } from './ingest.ts';
import type { IngestOptions } from './ingest.ts';

const device = { deviceId: 1, timeZone: 'UTC' };
const bytes = Buffer.from(`${logLine({ at: Date.parse('2026-11-21T12:00:00Z'), source: '198.51.100.1' })}\n`);
const block = { bytes, input: 'FW-1', kind: 'push' as const };

function open(options: Partial<IngestOptions>) {
  const broken: unknown[] = [];
  const ingest = createIngest({
    reader: createLineReader({ contexts: createContextTable({ maxContexts: 10 }) }),
    originOf: ({ input }) => ({ input, deviceOf: () => device }),
    prepare: () => () => Promise.resolve(),
    betweenBatches: () => Promise.resolve(),
    committed: () => undefined,
    onBroken: (error) => broken.push(error),
    log: createLog('silent'),
    batchRows: 10_000,
    maxWaitMs: 5,
    retryMs: 5,
    ...options,
  });
  return { ingest, broken };
}

const limit = { timeout: 20_000 };

test('a defect while a batch is worked on ends the intake once, and nothing waits for ever', limit, async () => {
  const defect = new TypeError('a defect');
  let prepared = 0;
  const { ingest, broken } = open({
    prepare() {
      prepared++;
      throw defect;
    },
  });
  await assert.rejects(ingest.submit(block, Buffer.from('1'), 0), /closed before/);
  assert.deepEqual(broken, [defect]);
  await assert.rejects(ingest.push(block), /closed/);
  await ingest.interrupt();
  await ingest.flush();
  assert.equal(await ingest.close({ discard: false }), false);
  assert.equal(prepared, 1);
});

test('a defect at the moment of an interruption lets that come to its end, too', limit, async () => {
  const { ingest, broken } = open({
    prepare() {
      throw new TypeError('a defect');
    },
  });
  await ingest.push(block);
  await Promise.all([ingest.interrupt(), ingest.interrupt()]);
  assert.equal(broken.length, 1);
  assert.equal(await ingest.close({ discard: true }), false);
});

test('a batch that somebody else has stored ends the intake', limit, async () => {
  const { ingest, broken } = open({ prepare: () => () => Promise.reject(new FencedError('test')) });
  await assert.rejects(ingest.submit(block, Buffer.from('1'), 0), /closed before/);
  assert.equal(broken.length, 1);
});

test(
  'a database that never answers holds up no close that discards, though another close waits to store',
  limit,
  async () => {
    let attempts = 0;
    const { ingest } = open({
      prepare: () => () => {
        attempts++;
        return new Promise<void>(() => undefined);
      },
      betweenBatches: () => new Promise<void>(() => undefined),
    });
    const submitted = assert.rejects(ingest.submit(block, Buffer.from('1'), 0), /closed before/);
    await waitUntil('it is being stored', () => attempts === 1);
    const interrupted = ingest.interrupt();
    const retrying = ingest.close({ discard: false });
    assert.equal(await ingest.close({ discard: true }), false);
    assert.equal(await retrying, false);
    await Promise.all([submitted, interrupted]);
  },
);

test('the next batch fills as soon as there is space, while the one before it is still stored', limit, async () => {
  const stored: PromiseWithResolvers<undefined>[] = [];
  const { ingest } = open({
    batchRows: 1,
    maxWaitMs: 60_000,
    prepare() {
      const storing = Promise.withResolvers<undefined>();
      stored.push(storing);
      return () => storing.promise;
    },
  });
  await ingest.push(block);
  await ingest.push(block);
  const third = ingest.push(block);
  await waitUntil('two batches wait to be stored', () => stored.length === 2);
  stored[0].resolve(undefined);
  await third;
  stored[1].resolve(undefined);
  const closed = ingest.close({ discard: false });
  await waitUntil('the third is stored', () => stored.length === 3);
  stored[2].resolve(undefined);
  assert.equal(await closed, true);
});

test('a file that is not to be taken is offered again', limit, async () => {
  const { ingest } = open({ originOf: () => undefined });
  await assert.rejects(ingest.push(block), /no device/);
  assert.equal(await ingest.close({ discard: false }), true);
});
