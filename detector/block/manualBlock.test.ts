import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeRangesOf } from '../../tests/support/blockFixture.ts';
import { checkManualBlock } from './manualBlock.ts';
import type { ManualRequest } from './manualBlock.ts';
import { createSafety } from './safety.ts';

const now = Date.parse('2026-03-09T14:13:44Z');
const safety = createSafety(
  safeRangesOf({
    allowlist: ['198.51.100.7', '45.142.193.7'],
    ownNetworks: ['203.0.113.0/24'],
    neverBlock: ['9.9.9.9'],
    listClients: ['192.0.2.1'],
    logSenders: ['192.0.2.2'],
  }),
);
const request: ManualRequest = { address: '45.142.193.66', reason: 'abuse report 17', duration: '7d' };

function faultsOf(changes: Partial<ManualRequest>): readonly string[] {
  const result = checkManualBlock({ ...request, ...changes }, safety, now);
  return 'faults' in result ? result.faults : [];
}

function warningsOf(address: string): readonly string[] {
  const result = checkManualBlock({ ...request, address }, safety, now);
  return 'warnings' in result ? result.warnings : assert.fail(result.faults.join());
}

describe('checkManualBlock', () => {
  it('makes a block that ends when the person said', () => {
    assert.deepEqual(checkManualBlock({ ...request, reason: '  abuse report 17 ' }, safety, now), {
      block: {
        address: '45.142.193.66',
        origin: 'manual',
        location: '',
        detectedAt: now,
        lastSeenAt: now,
        expiresAt: now + 7 * 86_400_000,
        fixedEnd: true,
        reason: 'abuse report 17',
        evidence: null,
      },
      warnings: [],
    });
  });

  it('takes a range in canonical text, and for ever', () => {
    const result = checkManualBlock({ ...request, address: '2001:DB8:0::/32', duration: 'permanent' }, safety, now);
    assert.ok('block' in result);
    assert.equal(result.block.address, '2001:db8::/32');
    assert.equal(result.block.expiresAt, null);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ address: 'here', reason: ' ', duration: 'soon' });
    assert.equal(faults.length, 3);
    assert.match(faults[0], /^"here" is not an address/);
    assert.match(faults[1], /^"soon" is not a duration/);
    assert.match(faults[2], /^A reason is missing/);
  });

  it('refuses ranges wider than /8 and /32', () => {
    for (const address of ['8.0.0.0/7', '0.0.0.0/0', '2001:db8::/31', '::/0']) {
      assert.match(
        faultsOf({ address }).join(),
        /too wide a range to block: \/8 is the widest for IPv4, \/32 for IPv6/,
      );
    }
    const unmasked = '1.0.0.0/7 is too wide a range to block: /8 is the widest for IPv4, /32 for IPv6. ';
    assert.ok(faultsOf({ address: ' 1.0.0.0/7' }).join().startsWith(unmasked));
    assert.deepEqual([...faultsOf({ address: '8.0.0.0/8' }), ...faultsOf({ address: '2a00:1::/32' })], []);
  });

  it('refuses what is not from the internet, even in part', () => {
    for (const address of ['10.1.1.1', '172.0.0.0/8', '127.0.0.1', '224.0.0.1', 'fe80::1', 'fd00::/32', '::1']) {
      assert.match(faultsOf({ address }).join(), /is not from the internet/, address);
    }
  });

  it('refuses what is wholly safe, saying why', () => {
    assert.match(faultsOf({ address: '198.51.100.7' }).join(), /^198\.51\.100\.7 is on the allowlist/);
    assert.match(faultsOf({ address: '203.0.113.64/26' }).join(), /is in your own networks/);
    assert.match(faultsOf({ address: '9.9.9.9' }).join(), /is built in as never to be blocked/);
    assert.match(faultsOf({ address: '192.0.2.1' }).join(), /is a client that fetches the list/);
    assert.match(faultsOf({ address: '192.0.2.2' }).join(), /is a device that sends logs/);
  });

  it('refuses a range of which several reasons together leave nothing', () => {
    const both = createSafety(safeRangesOf({ allowlist: ['192.0.2.64/31'], ownNetworks: ['192.0.2.66/31'] }));
    const result = checkManualBlock({ ...request, address: '192.0.2.64/30' }, both, now);
    assert.ok('faults' in result);
    assert.match(result.faults.join(), /^Nothing would be left of 192\.0\.2\.64\/30/);
  });

  it('says which parts of a range stay unblocked, and names a few', () => {
    assert.deepEqual(warningsOf('45.142.193.0/24'), [
      '45.142.193.7 stays unblocked in 45.142.193.0/24: it is on the allowlist (remove it there first).',
    ]);
    assert.deepEqual(warningsOf('45.142.194.0/24'), []);
    const allowlist = Array.from({ length: 7 }, (_, i) => `45.142.193.${20 - 2 * i}`);
    const allowed = createSafety(safeRangesOf({ allowlist }));
    const result = checkManualBlock({ ...request, address: '45.142.193.0/24' }, allowed, now);
    assert.deepEqual('warnings' in result && result.warnings, [
      '45.142.193.8, 45.142.193.10, 45.142.193.12, 45.142.193.14, 45.142.193.16 and 2 more stay unblocked in 45.142.193.0/24: each is on the allowlist (remove it there first).',
    ]);
  });

  it('takes what is reserved, and says that no case finds it', () => {
    assert.deepEqual(warningsOf('192.0.2.66'), ['192.0.2.66 is not public: no case finds what comes from it.']);
    assert.equal(warningsOf('192.0.2.0/24').length, 3, 'beside a list client and a log sender');
  });
});
