import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cidrOf, formatCidr } from '../model/cidr.ts';
import { safeRangesOf } from '../../tests/support/blockFixture.ts';
import { createSafety } from './safety.ts';

const safety = createSafety(
  safeRangesOf({
    allowlist: ['198.51.100.7', '2001:db8::/32'],
    ownNetworks: ['203.0.113.0/24'],
    neverBlock: ['1.1.1.1'],
    listClients: ['203.0.113.1'],
    logSenders: ['192.0.2.1'],
  }),
);

describe('createSafety', () => {
  it('gives the reason why one address may not be blocked', () => {
    const reasonFor = (text: string) => safety.reasonFor(cidrOf(text).words);
    assert.equal(reasonFor('198.51.100.7'), 'allowlist');
    assert.equal(reasonFor('2001:db8:1::1'), 'allowlist');
    assert.equal(reasonFor('203.0.113.1'), 'own-network');
    assert.equal(reasonFor('1.1.1.1'), 'never-block');
    assert.equal(reasonFor('192.0.2.1'), 'log-sender');
    assert.equal(reasonFor('192.0.2.2'), undefined);
  });

  it('tells a range that is safe as a whole from one that is in part', () => {
    assert.equal(safety.reasonForAllOf(cidrOf('203.0.113.0/25')), 'own-network');
    assert.equal(safety.reasonForAllOf(cidrOf('203.0.112.0/23')), undefined);
    assert.deepEqual(safety.reasonsWithin(cidrOf('203.0.112.0/23')), ['own-network', 'list-client']);
    assert.deepEqual(safety.reasonsWithin(cidrOf('192.0.3.0/24')), []);
  });

  it('names the parts of a range that are safe, in order', () => {
    const partsWithin = (text: string) =>
      safety.partsWithin(cidrOf(text)).map(({ reason, parts }) => [reason, parts.map(formatCidr)]);
    assert.deepEqual(partsWithin('203.0.112.0/23'), [
      ['own-network', ['203.0.113.0/24']],
      ['list-client', ['203.0.113.1']],
    ]);
    assert.deepEqual(partsWithin('192.0.3.0/24'), []);
  });
});
