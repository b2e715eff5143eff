import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { find } from '../../tests/support/engineFixture.ts';
import { kinds, minute, scan, second, settings, start, sweep } from '../../tests/support/recordFixture.ts';
import type { TestRecord } from '../../tests/support/recordFixture.ts';

describe('port scan', () => {
  it('is found at the record that reaches one port more than allowed', () => {
    const [finding, ...others] = find(scan(11, second));
    assert.deepEqual(others, []);
    assert.equal(finding.case, 'port-scan');
    assert.equal(finding.at, start + 10 * second);
    assert.equal(finding.source, '198.51.7.1');
    assert.equal(finding.sourceLocation, 'Romania');
    assert.equal(finding.target, '8.20.0.1');
    assert.equal(finding.port, null);
    assert.equal(finding.count, 11);
  });

  it('stays quiet at the number of ports that is allowed', () => {
    assert.deepEqual(find(scan(10, second)), []);
  });

  it('stays quiet when one port is repeated', () => {
    assert.deepEqual(find(scan(100, second, { port: 443 })), []);
  });

  it('stays quiet when the ports are of different targets', () => {
    const records = scan(20, second).map((record, index) => ({ ...record, target: `8.20.0.${index % 2}` }));
    assert.deepEqual(find(records), []);
  });

  it('stays quiet when newest and oldest are exactly the minutes apart', () => {
    assert.deepEqual(find(scan(11, minute)), []);
  });

  it('is found when newest and oldest are a millisecond less apart', () => {
    const records = scan(11, minute).map((record, index) => (index === 0 ? { ...record, at: start + 1 } : record));
    assert.equal(find(records).length, 1);
  });

  it('is found across what would be the border of a window that starts afresh', () => {
    const records = scan(12, 30 * second).map((record) => ({ ...record, at: record.at + 8 * minute }));
    assert.equal(find([{ at: start, port: 1 }, ...records]).length, 1);
  });

  it('comes again only when the minutes have passed', () => {
    const records = [0, 5 * minute, 10 * minute - 1 + 10 * second, 10 * minute + 10 * second].map((delay, round) =>
      scan(11, second, {}).map((record) => ({ ...record, at: round === 0 ? record.at : start + delay })),
    );
    const times = find(records.flat()).map(({ at }) => at - start);
    assert.deepEqual(times, [10 * second, 10 * minute + 10 * second]);
  });

  it('ignores pings, allowed records and threats', () => {
    const records = [
      ...scan(9, second),
      { at: start + minute, port: 0 },
      { at: start + minute, port: 80, context: kinds.allowed },
      { at: start + minute, port: 81, context: kinds.medium },
    ];
    assert.deepEqual(find(records), []);
  });

  it('counts allowed records by choice', () => {
    const portScan = { ...settings.portScan, count: 'all' } as const;
    assert.equal(find(scan(11, second, { context: kinds.allowed }), { portScan }).length, 1);
  });

  it('counts hits on the deny rule', () => {
    assert.equal(find(scan(11, second, { context: kinds.denyRule })).length, 1);
  });

  it('is off at 0 minutes', () => {
    assert.deepEqual(find(scan(50, second), { portScan: { ...settings.portScan, minutes: 0 } }), []);
  });

  it('only watches in watch mode', () => {
    const [finding] = find(scan(11, second), { portScan: { ...settings.portScan, mode: 'watch' } });
    assert.equal(finding.watchOnly, true);
  });

  it('looks like answers when all came from one port below 1024 to ports from 1024 up', () => {
    const looks = (records: readonly TestRecord[]) => find(records)[0].looksLikeAnswers;
    assert.equal(looks(scan(11, second, { sourcePort: 53 })), true);
    assert.equal(looks(scan(11, second, { sourcePort: 1024 })), false);
    assert.equal(looks(scan(11, second, { sourcePort: 0 })), false);
    assert.equal(looks([{ at: start, sourcePort: 123 }, ...scan(11, second, { sourcePort: 53 })]), false);
    assert.equal(looks([{ at: start, sourcePort: 53, port: 1023 }, ...scan(11, second, { sourcePort: 53 })]), false);
  });

  it('carries settings, device, times and ports as evidence', () => {
    const [{ evidence }] = find(scan(11, second));
    assert.deepEqual(evidence.settings, settings.portScan);
    assert.equal(evidence.deviceId, 1);
    assert.equal(evidence.firstAt, start);
    assert.equal(evidence.lastAt, start + 10 * second);
    assert.equal(evidence.contacts.length, 11);
    assert.deepEqual(evidence.contacts[0], { value: 2010, at: start + 10 * second });
  });
});

describe('port sweep', () => {
  it('is found at the address that makes the number full', () => {
    const [finding, ...others] = find(sweep(10, second));
    assert.deepEqual(others, []);
    assert.deepEqual([finding.case, finding.target, finding.port, finding.count], ['port-sweep', null, 443, 10]);
    assert.equal(finding.evidence.contacts[0].value, '8.20.1.9');
  });

  it('stays quiet one address below', () => {
    assert.deepEqual(find(sweep(9, second)), []);
  });
});

describe('vulnerability attack', () => {
  const attack = { at: start, port: 443, context: kinds.critical };

  it('is found at one critical record, and comes again after 10 minutes', () => {
    const delays = [0, minute, 10 * minute - 1, 10 * minute];
    const findings = find(delays.map((delay) => ({ ...attack, at: start + delay })));
    assert.deepEqual(
      findings.map(({ at, count, target, port }) => [at - start, count, target, port]),
      [
        [0, 1, '8.20.0.1', 443],
        [10 * minute, 1, '8.20.0.1', 443],
      ],
    );
    assert.equal(findings[0].evidence.severity, 'critical');
    assert.equal(findings[0].evidence.rule, 'sensor');
  });

  it('counts high ones at level 2 only, and nothing at level 0', () => {
    const records = [attack, { ...attack, target: '8.20.0.2', context: kinds.high }];
    const foundAt = (level: number) => find(records, { vulnerability: { level, mode: 'block' } as const }).length;
    assert.deepEqual([0, 1, 2].map(foundAt), [0, 1, 2]);
  });

  it('ignores answers, floods and lower severities', () => {
    const records = [kinds.criticalAnswer, kinds.flood, kinds.medium].map((context) => ({ ...attack, context }));
    assert.deepEqual(find(records), []);
  });
});

describe('who counts', () => {
  it('is a public source', () => {
    for (const source of ['10.1.1.1', '100.64.0.1', '224.0.0.1', 'fe80::1', '2001:db8::1']) {
      assert.deepEqual(find(scan(11, second, { source })), [], source);
    }
  });

  it('is a destination in own networks, where some are set', () => {
    assert.equal(find(scan(11, second), { ownNetworks: ['8.20.0.0/24'] }).length, 1);
    assert.equal(find(scan(11, second, { target: '10.1.1.1' }), { ownNetworks: ['10.0.0.0/8'] }).length, 1);
    assert.deepEqual(find(scan(11, second), { ownNetworks: ['8.20.1.0/24'] }), []);
  });
});
