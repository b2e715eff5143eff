import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReplaySettings, checkSettings, defaultSettings } from './settings.ts';
import type { Checked } from './settings.ts';

const base = defaultSettings('Europe/London');

function faultsOf(result: Checked<unknown>): readonly string[] {
  return 'faults' in result ? result.faults : [];
}

describe('checkSettings', () => {
  it('takes what is absent from the base', () => {
    assert.deepEqual(checkSettings({}, base), { settings: base });
    assert.deepEqual(checkSettings({ portScan: { ports: 3 }, ownNetworks: ['203.0.113.0/24'] }, base), {
      settings: { ...base, portScan: { ...base.portScan, ports: 3 }, ownNetworks: ['203.0.113.0/24'] },
    });
  });

  it('takes one deny rule or a list of them', () => {
    for (const denyRule of ['Drop it', ['Drop it']]) {
      assert.deepEqual(checkSettings({ denyRule }, base), { settings: { ...base, denyRule: ['Drop it'] } });
    }
  });

  it('takes the ends of each range and nothing beyond', () => {
    const ranges: readonly (readonly [group: string, field: string, least: number, most: number])[] = [
      ['portScan', 'ports', 1, 1000],
      ['portScan', 'minutes', 0, 1440],
      ['portSweep', 'addresses', 2, 1000],
      ['portSweep', 'minutes', 0, 1440],
      ['vulnerability', 'level', 0, 2],
      ['', 'blockMonths', 1, 120],
      ['', 'logMonths', 1, 120],
      ['', 'listCapacity', 1, 500_000],
    ];
    for (const [group, field, least, most] of ranges) {
      const check = (value: unknown) => faultsOf(checkSettings(nested(group, field, value), base));
      assert.deepEqual([...check(least), ...check(most)], []);
      const path = group === '' ? field : `${group}.${field}`;
      for (const value of [least - 1, most + 1, least + 0.5, String(least), null]) {
        assert.deepEqual(check(value), [
          `${path} is ${JSON.stringify(value)}: it takes a whole number from ${least} to ${most}.`,
        ]);
      }
    }
  });

  it('names every fault at once: the field, what was given, what is allowed', () => {
    const result = checkSettings(
      {
        portScan: { ports: 0, mode: 'shout', colour: 'red' },
        portSweep: [],
        vulnerability: 2,
        denyRule: [],
        ownNetworks: ['203.0.113.7/24', 'lan', '10.0.0.0/8'],
        timeZone: 'Mars/Olympus',
        blockMonths: 1.5,
        registerNewSenders: 'yes',
        ports: 10,
      },
      base,
    );
    assert.deepEqual(faultsOf(result), [
      'portScan.ports is 0: it takes a whole number from 1 to 1000.',
      'portScan.mode is "shout": it takes "block" or "watch".',
      'portScan.colour is not known: leave it out, or write one of ports, minutes, count, mode.',
      'portSweep is []: it takes an object with any of addresses, minutes, count, mode.',
      'vulnerability is 2: it takes an object with any of level, mode.',
      'denyRule is []: it takes a rule name or ID, or a list of them.',
      'blockMonths is 1.5: it takes a whole number from 1 to 120.',
      'registerNewSenders is "yes": it takes true or false.',
      'ports is not known: leave it out, or write one of portScan, portSweep, vulnerability, denyRule, ownNetworks, exclusions, timeZone, blockMonths, logMonths, listCapacity, registerNewSenders.',
      'ownNetworks: "203.0.113.7/24" has bits set behind its prefix: write 203.0.113.0/24 for the range, or 203.0.113.7 for the one address.',
      'ownNetworks: "lan" is not an address or a range: write it like 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32.',
      'timeZone is "Mars/Olympus": it takes a time zone such as "Australia/Sydney".',
    ]);
  });

  it('takes what counts for no case, and names what of it will not do', () => {
    const exclusions = {
      threatIds: ['95187'],
      rules: ['scanner'],
      ports: [1, 65_535],
      destinations: ['203.0.113.0/24'],
    };
    assert.deepEqual(checkSettings({ exclusions }, base), { settings: { ...base, exclusions } });
    assert.deepEqual(checkSettings({ exclusions: { ports: [53] } }, { ...base, exclusions }), {
      settings: { ...base, exclusions: { ...exclusions, ports: [53] } },
    });
    assert.deepEqual(
      faultsOf(checkSettings({ exclusions: { threatIds: [''], rules: 'a', ports: [0], destinations: ['lan'] } }, base)),
      [
        'exclusions.threatIds is [""]: it takes a list of threat IDs, at most 1000.',
        'exclusions.rules is "a": it takes a list of rule names and IDs, at most 1000.',
        'exclusions.ports is [0]: it takes a list of destination ports from 1 to 65535, at most 1000.',
        'exclusions.destinations: "lan" is not an address or a range: write it like 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32.',
      ],
    );
    const tooMany = Array.from({ length: 1001 }, (_, i) => i + 1);
    assert.match(faultsOf(checkSettings({ exclusions: { ports: tooMany } }, base)).join(), /at most 1000\.$/);
    assert.match(faultsOf(checkSettings({ exclusions: null }, base)).join(), /^exclusions is null: it takes an object/);
  });

  it('refuses what is no object', () => {
    for (const input of [null, [], 'portScan', 7]) {
      const faults = faultsOf(checkSettings(input, base));
      assert.equal(faults.length, 1);
      assert.match(faults[0], /^The settings are .+: they have to be an object/);
    }
  });

  it('is not fooled by names that every object has', () => {
    const faults = faultsOf(checkSettings(JSON.parse('{"__proto__": {"ports": 1}, "constructor": 1}'), base));
    assert.deepEqual(
      faults.map((fault) => fault.split(' is ')[0]),
      ['__proto__', 'constructor'],
    );
  });

  it('refuses an allowlist, which has its own place outside a replay', () => {
    assert.match(faultsOf(checkSettings({ allowlist: [] }, base)).join(), /^allowlist is not known/);
  });
});

describe('checkReplaySettings', () => {
  it('takes an allowlist', () => {
    const result = checkReplaySettings({ allowlist: ['198.51.100.7', '2001:db8::/32'] }, base);
    assert.ok('settings' in result);
    assert.deepEqual(result.settings.allowlist, ['198.51.100.7', '2001:db8::/32']);
    assert.deepEqual(result.settings.portScan, base.portScan);
  });

  it('checks its ranges', () => {
    assert.match(
      faultsOf(checkReplaySettings({ allowlist: ['here'] }, base)).join(),
      /^allowlist: "here" is not an address/,
    );
    assert.match(
      faultsOf(checkReplaySettings({ allowlist: '::1' }, base)).join(),
      /^allowlist is "::1": it takes a list/,
    );
  });

  it('refuses registerNewSenders: a replay registers every host that it meets', () => {
    assert.match(
      faultsOf(checkReplaySettings({ registerNewSenders: true }, base)).join(),
      /^registerNewSenders is not known/,
    );
  });
});

function nested(group: string, field: string, value: unknown): unknown {
  return group === '' ? { [field]: value } : { [group]: { [field]: value } };
}
