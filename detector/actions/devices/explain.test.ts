import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine } from '../../detect/engine.ts';
import { parseAddress } from '../../model/address.ts';
import { createRecordBatch } from '../../model/record.ts';
import type { Context, RecordBatch } from '../../model/record.ts';
import { defaultSettings } from '../../model/settings.ts';
import { judgeRecord } from './explain.ts';

const defaults = defaultSettings('UTC');
const context: Context = {
  ...{ id: 1, deviceId: 1, host: 'fw-1', input: 'x.log', type: 'TRAFFIC', subtype: 'drop', action: 'deny' },
  ...{ rule: 'sensor', ruleId: 'rule-7', severity: '', sourceLocation: '', destinationLocation: '', protocol: '' },
  ...{ application: '', sourceZone: '', destinationZone: '', direction: '', endReason: '' },
};

function recordOf(source: string, destination: string, port: number, threatId = ''): RecordBatch {
  const batch = createRecordBatch(1);
  batch.length = 1;
  batch.at[0] = 1_700_000_000_000;
  batch.alternativeAt[0] = NaN;
  batch.source.set(parseAddress(source) ?? []);
  batch.destination.set(parseAddress(destination) ?? []);
  batch.destinationPort[0] = port;
  batch.deviceId[0] = 1;
  batch.context[0] = 1;
  batch.detail[0] = threatId === '' ? undefined : { threatId };
  return batch;
}

const mode = fc.constantFrom('block' as const, 'watch' as const);
const count = fc.constantFrom('denied' as const, 'all' as const);
const minutes = fc.constantFrom(0, 10);
const anySettings = fc.record({
  portScan: fc.record({ ports: fc.constant(10), minutes, count, mode }),
  portSweep: fc.record({ addresses: fc.constant(10), minutes, count, mode }),
  vulnerability: fc.record({ level: fc.integer({ min: 0, max: 2 }), mode }),
  ownNetworks: fc.constantFrom<string[]>([], ['203.0.113.0/24']),
  exclusions: fc.record({
    threatIds: fc.subarray(['95187']),
    rules: fc.constantFrom<string[]>([], [], [], ['sensor'], ['rule-7']),
    ports: fc.constantFrom<number[]>([], [], [], [22]),
    destinations: fc.constantFrom<string[]>([], [], [], ['203.0.113.8/31']),
  }),
});
const anyContext = fc.record({
  type: fc.constantFrom('TRAFFIC' as const, 'THREAT' as const),
  subtype: fc.constantFrom('vulnerability', 'Vulnerability', 'drop', ''),
  action: fc.constantFrom('allow', 'deny', 'reset-both'),
  severity: fc.constantFrom('critical', 'high', 'low', ''),
  direction: fc.constantFrom('', 'client-to-server', 'server-to-client', 'Server-To-Client'),
});
const anyPlace = fc.tuple(
  fc.constantFrom('198.20.0.7', '10.0.0.7', '2a02::7'),
  fc.constantFrom('203.0.113.9', '192.0.2.9'),
  fc.constantFrom(0, 22),
  fc.constantFrom('', '95187', 'Command Injection(95187)'),
);

test('says that a record counts exactly when the engine counts it, and gives a reason exactly when it does not', () => {
  fc.assert(
    fc.property(anySettings, anyContext, anyPlace, (change, texts, place) => {
      const settings = { ...defaults, ...change };
      const own = { ...context, ...texts };
      const batch = recordOf(...place);
      const { cases } = judgeRecord(batch, own, settings);
      const engine = createEngine({ settings, maxContacts: 1024, contexts: [undefined, own] });
      engine.observe(batch, NaN, 'keep-windows');
      const counted = engine.contactsOf(batch.source.slice(0, 4)).map((activity) => activity.case);
      const judged = cases.filter(({ counts }) => counts).map((one) => one.case);
      assert.deepEqual(judged, counted);
      for (const { counts, whyNot } of cases) assert.equal(counts, whyNot.length === 0);
    }),
    { numRuns: 500 },
  );
});

test('names what of a record the settings leave out', () => {
  const exclusions = { threatIds: ['95187'], rules: ['rule-7'], ports: [53], destinations: ['192.0.2.0/24'] };
  const threat = { ...context, type: 'THREAT', subtype: 'vulnerability', severity: 'critical' } as const;
  const record = recordOf('198.20.0.7', '192.0.2.9', 53, 'Command Injection(95187)');
  const { cases } = judgeRecord(record, threat, { ...defaults, exclusions });
  assert.deepEqual(cases[2].whyNot, [
    'Its rule rule-7 is left out by the settings.',
    'Its threat ID Command Injection(95187) is left out by the settings.',
    'Its destination port 53 is left out by the settings.',
    'Its destination 192.0.2.9 is left out by the settings.',
  ]);
});

test('names every reason, tells a case that only watches and a hit on the deny rule', () => {
  const settings = {
    ...defaults,
    portScan: { ...defaults.portScan, minutes: 0 },
    portSweep: { ...defaults.portSweep, mode: 'watch' as const },
    ownNetworks: ['203.0.113.0/24'],
  };
  const allowed = { ...context, action: 'allow', rule: 'Active Defense Deny' };
  const { cases, hitsDenyRule } = judgeRecord(recordOf('10.0.0.7', '192.0.2.9', 0), allowed, settings);
  assert.deepEqual(cases[0].whyNot, [
    'The case is off: its minutes are 0.',
    'It was allowed; only what is denied counts.',
    'Its destination port is 0, which is none (ping).',
    'Its source 10.0.0.7 is not public.',
    'Its destination 192.0.2.9 is not in the own networks.',
  ]);
  assert.deepEqual(
    cases.map(({ watchOnly }) => watchOnly),
    [false, true, false],
  );
  assert.equal(hitsDenyRule, true);
});
