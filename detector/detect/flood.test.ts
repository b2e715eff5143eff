import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAddress } from '../model/address.ts';
import { createRecordBatch } from '../model/record.ts';
import type { RecordBatch } from '../model/record.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { contexts, kinds, minute, second, settings, start, words } from './recordFixture.ts';

const maxContacts = 131_072;
const batchSize = 20_000;
const target = words('8.20.0.1');
const scanner = words('198.51.7.1');

/** A flood of sources that come once each, and a scanner that tries a new port at the end of each batch. */
function fillWithFlood(batch: RecordBatch, round: number): void {
  for (let row = 0; row < batch.capacity; row++) {
    const isScanner = row === batch.capacity - 1;
    batch.at[row] = start + round * second;
    batch.alternativeAt[row] = NaN;
    batch.deviceId[row] = 1;
    batch.source.set(isScanner ? scanner : [0, 0, 0xffff, 0x20000000 + round * batch.capacity + row], 4 * row);
    batch.destination.set(target, 4 * row);
    batch.sourcePort[row] = 40_000;
    batch.destinationPort[row] = isScanner ? 3000 + Math.floor(round / 2) : 443;
    batch.context[row] = kinds.denied.id;
  }
  batch.length = batch.capacity;
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
    const { contacts, letGo } = rounds[rounds.length - 1].cases['port-scan'];
    assert.equal(letGo.sources, letGo.contacts);
    assert.equal(contacts + letGo.contacts, 50 * (batchSize - 1) + 25);
  });

  it('still finds the scanner that goes on', () => {
    const findings = rounds.flatMap((round) => round.findings);
    assert.deepEqual(
      findings.map(({ case: name, source, at, count }) => ({ name, source, at, count })),
      [{ name: 'port-scan', source: formatAddress(scanner), at: start + 20 * second, count: 11 }],
    );
  });

  it('lets nothing go when the window has passed before', () => {
    const quiet = createEngine({ settings, maxContacts, contexts });
    const batch = createRecordBatch(batchSize);
    for (let round = 0; round < 20; round++) {
      fillWithFlood(batch, round);
      batch.at.fill(start + round * 2 * minute);
      quiet.observe(batch, NaN, 'detect');
    }
    assert.equal(quiet.stats().cases['port-scan'].letGo.contacts, 0);
  });
});
