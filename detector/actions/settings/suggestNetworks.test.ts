import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestNetworks } from './suggestNetworks.ts';

const from = (source: string, ...destinations: readonly string[]) =>
  destinations.map((destination) => ({ source, destination }));

test('gathers destinations into /24 and /48, the busiest first', () => {
  const contacts = [
    ...from('45.142.193.118', '203.0.113.7', '198.51.100.1', '198.51.100.1', '198.51.100.255'),
    ...from('2a00:1450::1', '2001:db8:7:1::1', '2001:db8:7:ffff::1'),
  ];
  assert.deepEqual(suggestNetworks(contacts, []), [
    { range: '198.51.100.0/24', addresses: 2, records: 3 },
    { range: '2001:db8:7::/48', addresses: 2, records: 2 },
    { range: '203.0.113.0/24', addresses: 1, records: 1 },
  ]);
});

test('leaves out what own networks hold or touch, and what inside hosts reached', () => {
  const contacts = [
    ...from('45.142.193.118', '203.0.113.7', '198.51.100.1', '192.0.2.1'),
    ...from('10.1.2.3', '8.8.8.8'),
  ];
  assert.deepEqual(suggestNetworks(contacts, ['203.0.112.0/20', '198.51.100.0/28']), [
    { range: '192.0.2.0/24', addresses: 1, records: 1 },
  ]);
});

test('suggests twenty at most', () => {
  const contacts = Array.from({ length: 300 }, (_, i) => from('45.142.193.118', `203.0.${i % 250}.1`)).flat();
  assert.equal(suggestNetworks(contacts, []).length, 20);
});
