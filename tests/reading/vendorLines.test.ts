import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readOne, readRecord } from '../support/lineFixtures.ts';
import { runReplay } from '../replay/runReplay.ts';

const pathOf = (name: string): string => join(import.meta.dirname, `${name}.txt`);
const lineOf = (name: string): string => readFileSync(pathOf(name), 'utf8').split('\n')[0];

for (const name of ['cloud-threat-server-to-client', 'strata-migrated-threat-server-to-client']) {
  test(`${name}: a direction with spaces is understood, and blocks nobody`, async () => {
    assert.equal(readRecord(lineOf(name)).direction, 'server-to-client');
    const { records, findings, blocks } = await runReplay([pathOf(name)], {});
    assert.deepEqual([records > 0, findings, blocks], [true, [], []]);
  });
}

test('cloud lines that have the flags are read with them: allowed sessions stay allowed', async () => {
  const name = 'cloud-traffic-with-flags-allowed-counts-as-denied';
  const { protocol, action, destinationPort, endReason } = readRecord(lineOf(name));
  assert.deepEqual([protocol, action, destinationPort, endReason], ['tcp', 'allow', 50_000, 'tcp-fin']);
  assert.deepEqual((await runReplay([pathOf(name)], {})).findings, []);
});

test('a comma without quotes shifts the columns: the line is not believed, and the reason names the column', () => {
  assert.equal(readOne(lineOf('csv-unquoted-comma-shifts-columns')), 'session-id');
});

test('what ESP has in place of ports never counts, denied or counted by choice', async () => {
  const all = { portScan: { count: 'all' }, portSweep: { count: 'all' } };
  const counted = await runReplay([pathOf('esp-spi-counted-as-ports')], all);
  const denied = await runReplay([pathOf('esp-spi-denied')], {});
  assert.ok(counted.records > 10 && denied.records > 10);
  assert.deepEqual([counted.findings, denied.findings], [[], []]);
});

test('the time of a record is that at which the firewall made it, not that at which a Panorama received it', async () => {
  const name = 'panorama-backlog-receive-time';
  assert.equal(readRecord(lineOf(name)).at, Date.UTC(2026, 10, 20, 10, 0, 0, 624));
  const { findings } = await runReplay([pathOf(name)], {}, 'UTC');
  assert.deepEqual(findings, []);
});

test('a leap second is the next second', () => {
  const line = lineOf('leap-second').replace('2561,2026/11/20 10:00:00', '2561,');
  assert.equal(readRecord(line).at, Date.UTC(2027, 0, 1));
});
