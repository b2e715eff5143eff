import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAddress } from '../model/address.ts';
import { createRecordBatch } from '../model/record.ts';
import type { RecordBatch } from '../model/record.ts';
import type { Finding } from '../model/finding.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { batchOf, contexts, kinds, minute, second, settings, start, words } from '../../tests/support/recordFixture.ts';

const maxContacts = 131_072;
const batchSize = 20_000;
const target = words('8.20.0.1');
const scanner = words('198.51.7.1');
const sweeper = words('198.51.7.2');

/** A flood of sources that come once each; each batch ends with a port of a slow scanner and an address of a slow sweeper. */
function fillWithFlood(batch: RecordBatch, round: number): void {
  for (let row = 0; row < batch.capacity; row++) {
    batch.at[row] = start + round * second;
    batch.alternativeAt[row] = NaN;
    batch.deviceId[row] = 1;
    batch.source.set([0, 0, 0xffff, 0x20000000 + round * batch.capacity + row], 4 * row);
    batch.destination.set(target, 4 * row);
    batch.sourcePort[row] = 40_000;
    batch.destinationPort[row] = 443;
    batch.context[row] = kinds.denied.id;
  }
  const lastRow = batch.capacity - 1;
  batch.source.set(scanner, 4 * lastRow);
  batch.destinationPort[lastRow] = 3000 + Math.floor(round / 2);
  batch.source.set(sweeper, 4 * (lastRow - 1));
  batch.destination[4 * (lastRow - 1) + 3] += 1 + Math.floor(round / 2);
  batch.length = batch.capacity;
}

/** A scan of so many ports that device 2 saw. */
function scanOnOldDevice(engine: Engine, at: number, ports: number): Finding[] {
  const records = Array.from({ length: ports }, (_, index) => ({
    ...{ at: at + index, port: 100 + index, deviceId: 2, source: '198.51.7.3' },
  }));
  return engine.observe(batchOf(records), NaN, 'detect');
}

function flood(engine: Engine, rounds: number) {
  const batch = createRecordBatch(batchSize);
  return Array.from({ length: rounds }, (_, round) => {
    fillWithFlood(batch, round);
    const findings = engine.observe(batch, NaN, 'detect');
    return { findings, cases: engine.stats().cases };
  });
}

describe('a flood of a million sources in one window', () => {
  const engine = createEngine({ settings, maxContacts, contexts });
  const rounds = flood(engine, 50);

  it('never holds more than the cap and the slack for compaction', () => {
    for (const { cases } of rounds) {
      assert.ok(cases['port-scan'].contacts <= 1.25 * maxContacts);
      assert.ok(cases['port-sweep'].contacts <= 1.25 * maxContacts);
    }
  });

  it('accounts for every source: held or counted as let go', () => {
    const { contacts, evicted } = rounds[rounds.length - 1].cases['port-scan'];
    assert.equal(evicted.sources, evicted.contacts);
    assert.equal(contacts + evicted.contacts, 50 * (batchSize - 2) + 2 * 2 * 25);
  });

  it('still finds the scanner and the sweeper that go on', () => {
    const findings = rounds.flatMap((round) => round.findings);
    assert.deepEqual(
      findings.map(({ case: name, source, at, count }) => ({ name, source, at, count })),
      [
        { name: 'port-sweep', source: formatAddress(sweeper), at: start + 18 * second, count: 10 },
        { name: 'port-scan', source: formatAddress(scanner), at: start + 20 * second, count: 11 },
      ],
    );
    const swept = findings[0].evidence.contacts.map(({ value }) => value);
    assert.deepEqual(
      swept,
      Array.from({ length: 10 }, (_, index) => `8.20.0.${11 - index}`),
    );
  });

  it('goes the same way when it is interrupted by a restart', () => {
    const small = { settings, maxContacts: 30_000, contexts };
    const whole = createEngine(small);
    const interrupted = createEngine(small);
    flood(whole, 5);
    flood(interrupted, 5);
    const restarted = createEngine(small);
    assert.ok(restarted.restore(interrupted.snapshot()));
    assert.deepEqual(flood(restarted, 12), flood(whole, 12));
    assert.deepEqual(restarted.snapshot(), whole.snapshot());
  });

  it('leaves a device alone whose clock is days behind', () => {
    const engineOfTwo = createEngine({ settings, maxContacts, contexts });
    const oldAt = start - 48 * 60 * minute;
    assert.deepEqual(scanOnOldDevice(engineOfTwo, oldAt, 9), []);
    flood(engineOfTwo, 50);
    assert.equal(scanOnOldDevice(engineOfTwo, oldAt + second, 11).length, 1);
  });

  it('lets no source go for a device whose clock is days behind', () => {
    const engineOfTwo = createEngine({ settings, maxContacts, contexts });
    scanOnOldDevice(engineOfTwo, start - 48 * 60 * minute, 1);
    const batch = createRecordBatch(batchSize);
    for (let round = 0; round < 20; round++) {
      fillWithFlood(batch, round);
      batch.at.fill(start + round * 2 * minute);
      engineOfTwo.observe(batch, NaN, 'detect');
    }
    assert.equal(engineOfTwo.stats().cases['port-scan'].evicted.sources, 0);
  });

  it('lets nothing go when the window has passed before', () => {
    const quiet = createEngine({ settings, maxContacts, contexts });
    const batch = createRecordBatch(batchSize);
    for (let round = 0; round < 20; round++) {
      fillWithFlood(batch, round);
      batch.at.fill(start + round * 2 * minute);
      quiet.observe(batch, NaN, 'detect');
    }
    assert.equal(quiet.stats().cases['port-scan'].evicted.contacts, 0);
  });
});
