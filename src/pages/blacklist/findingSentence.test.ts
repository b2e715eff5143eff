import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingSentence, settingsSentence } from './findingSentence.ts';
import type { Finding } from './findingSentence.ts';

const finding: Finding = {
  id: 1,
  at: 1000,
  case: 'port-scan',
  source: '203.0.113.9',
  location: '',
  target: '198.51.100.7',
  port: null,
  count: 12,
  outcome: 'block',
  reason: null,
  because: '',
  blockId: 1,
  decidedAt: null,
  decidedBy: null,
  decision: null,
  evidence: {
    settings: {},
    device: null,
    firstAt: 0,
    lastAt: 1000,
    contacts: [],
    rule: null,
    severity: null,
    threatId: null,
    threatName: null,
  },
};

describe('a finding in a line', () => {
  it('tells the ports of a scan and the addresses of a sweep', () => {
    assert.equal(findingSentence(finding), '12 ports on 198.51.100.7');
    assert.equal(
      findingSentence({ ...finding, case: 'port-sweep', target: null, port: 22 }),
      'Port 22 on 12 addresses',
    );
  });

  it('names the threat of an attack by its name, else by its ID', () => {
    const attack = { ...finding, case: 'vulnerability', port: 443 } as const;
    const named = { ...finding.evidence, threatName: 'Log4Shell', threatId: '91991' };
    assert.equal(findingSentence({ ...attack, evidence: named }), 'Log4Shell at 198.51.100.7, port 443');
    assert.equal(
      findingSentence({ ...attack, evidence: { ...named, threatName: null } }),
      '91991 at 198.51.100.7, port 443',
    );
  });
});

describe('settings in words', () => {
  it('are those of their case', () => {
    assert.equal(
      settingsSentence('port-scan', { ports: 10, minutes: 5, count: 'denied', mode: 'block' }),
      'More than 10 ports of one address in less than 5 minutes; denied records count',
    );
    assert.equal(
      settingsSentence('port-sweep', { addresses: 4, minutes: 5, count: 'all', mode: 'watch' }),
      'One port on 4 addresses or more in less than 5 minutes; all records count; it only watched',
    );
    assert.equal(settingsSentence('vulnerability', { level: 2 }), 'Severity critical or high');
  });

  it('stand as they are when they are not known', () => {
    assert.equal(settingsSentence('port-scan', { window: 3 }), 'window 3');
  });
});
