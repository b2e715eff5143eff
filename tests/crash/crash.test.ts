import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { releaseBlocks } from '../../detector/actions/blacklist/releaseBlocks.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { createRandom } from '../../detector/simulate/random.ts';
import type { Random } from '../../detector/simulate/random.ts';
import { logLine } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, makeFolder } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { startChild } from './childService.ts';
import type { ChildService } from './childService.ts';
import { appendLines, pushBatches } from './feed.ts';
import { countStored, readOutcome } from './storedOutcome.ts';
import type { StoredOutcome } from './storedOutcome.ts';
import { numbered, trafficOf } from './traffic.ts';

const seed = 20_260_611;
const killsPerHalf = 10;
const minuteMs = 60_000;
const released = '185.220.101.34';

interface Traffic {
  /** What comes before a person releases an address, and what comes after. */
  readonly halves: readonly { readonly file: readonly string[]; readonly batches: readonly (readonly string[])[] }[];
  readonly lines: number;
}

/** Runs through the traffic, kills the service as often as asked, and reads what is stored in the end. */
async function outcomeOf(t: TestContext, traffic: Traffic, kills: number): Promise<StoredOutcome> {
  let child: ChildService | undefined;
  const stop = new AbortController();
  t.after(async () => {
    stop.abort();
    await child?.kill();
  });
  const connectionString = await createTestDatabase(t);
  const dataDir = await makeFolder(t);
  const path = join(await makeFolder(t), 'fw-file.log');
  const session = await openSession(configurationFor(connectionString, dataDir), createLog('silent'));
  t.after(() => session.close());
  const { pool } = session.database;
  const actor = () => session.actor('analyst', Date.now());
  for (const [host, files] of [
    ['fw-file', [path]],
    ['fw-push', []],
  ] as const) {
    await addDevice(actor(), { name: host, hosts: [host], files, senders: [], timeZone: 'UTC', format: null });
  }
  const random = createRandom(seed);
  const writing = createRandom(seed + 1);
  const pushing = createRandom(seed + 2);
  let expected = 0;
  for (const [half, { file, batches }] of traffic.halves.entries()) {
    if (half === 1) await releaseBlocks(actor(), { addresses: [released] }, 'a partner');
    const feeding = Promise.all([
      appendLines(path, file, writing),
      pushBatches(batches, { url: () => child?.pushUrl(), random: pushing, stop: stop.signal }),
    ]);
    for (let kill = 0; kill < kills; kill++) {
      child ??= startChild({ connectionString, dataDir });
      await killAtSomeMoment(child, random, kill);
      child = undefined;
    }
    child ??= startChild({ connectionString, dataDir });
    await feeding;
    expected += file.length + batches.flat().length;
    await waitUntil(`${expected} lines are stored`, async () => (await countStored(pool)) >= expected);
  }
  await child?.said('Working');
  child?.send('SIGTERM');
  assert.equal(await child?.ended, 0);
  return await readOutcome(pool);
}

/** Most lives end at work, some while the service starts, and some while it stops in order. */
async function killAtSomeMoment(child: ChildService, random: Random, kill: number): Promise<void> {
  if (kill % 5 !== 3) await child.said('Working');
  await wait(random.below(1_000));
  if (kill % 5 === 4) {
    child.send('SIGTERM');
    await wait(random.below(100));
  }
  await child.kill();
}

function buildTraffic(startAt: number): Traffic {
  const file = trafficOf({
    host: 'fw-file',
    network: '185.91',
    targets: '203.0.113',
    seed,
    lines: 24_000,
    startAt,
    stepMs: 500,
  });
  const half = file.length / 2;
  addReleasedSource(file, half, startAt);
  const push = trafficOf({
    host: 'fw-push',
    network: '45.142',
    targets: '198.51.100',
    seed: seed + 3,
    lines: 90_000,
    startAt,
    stepMs: 150,
  });
  const sizes = createRandom(seed + 4);
  const batches: string[][] = [];
  for (let next = 0; next < push.length;) {
    // More lines than the service takes at a time, once in each half.
    const size = batches.length % 25 === 12 ? 52_000 : sizes.between(1, 900);
    batches.push(push.slice(next, next + size));
    next += size;
  }
  const middle = Math.floor(batches.length / 2);
  return {
    halves: [
      { file: file.slice(0, half), batches: batches.slice(0, middle) },
      { file: file.slice(half), batches: batches.slice(middle) },
    ],
    lines: file.length + push.length,
  };
}

/**
 * One source is blocked before its release and probes on in the same window. What it did counts no more after: 5 ports
 * with the 8 before would be a finding. Later it scans anew, in its hour of grace.
 */
function addReleasedSource(file: string[], half: number, startAt: number): void {
  const probe = (ports: number, firstPort: number, from: number, every: number): void => {
    for (let i = 0; i < ports; i++) {
      const index = half + from + i * every;
      const fields = { at: startAt + index * 500, host: 'fw-file', source: released, port: firstPort + i };
      file[index] = numbered(logLine(fields), index);
    }
  };
  probe(11, 1_000, -1_100, 5);
  probe(8, 2_000, -800, 50);
  probe(5, 3_000, 200, 10);
  probe(11, 4_000, 4_000, 10);
}

test('20 kills at random moments change nothing that is stored, found or blocked', async (t) => {
  const startAt = Math.floor(Date.now() / minuteMs) * minuteMs - 24 * 60 * minuteMs;
  const traffic = buildTraffic(startAt);
  const undisturbed = await outcomeOf(t, traffic, 0);
  const disturbed = await outcomeOf(t, traffic, killsPerHalf);
  for (const { order } of [undisturbed, disturbed]) {
    for (const numbers of Object.values(order)) assert.deepEqual(numbers, [...numbers.keys()]);
    assert.equal(Object.values(order).flat().length, traffic.lines);
  }
  for (const [table, rows] of Object.entries(undisturbed.tables)) {
    assert.deepEqual(disturbed.tables[table], rows, table);
  }
  const about = (rows: readonly string[]) => rows.filter((row) => row.includes(released));
  assert.equal(about(undisturbed.tables['findings']).length, 2);
  assert.match(about(undisturbed.tables['findings'])[1], /refuse grace/);
  assert.ok(undisturbed.tables['findings'].length > 100);
});
