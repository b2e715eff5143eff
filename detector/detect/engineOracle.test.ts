import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../model/finding.ts';
import { formatAddress } from '../model/address.ts';
import { findByBruteForce, hitsByBruteForce } from '../../tests/support/windowOracle.ts';
import type { Expected } from '../../tests/support/windowOracle.ts';
import { createEngine } from './engine.ts';
import type { DetectionSettings, Engine } from './engine.ts';
import { batchOf, contexts, kinds, second, settings as defaults, start } from '../../tests/support/recordFixture.ts';
import type { TestRecord } from '../../tests/support/recordFixture.ts';

type Step = Required<Omit<TestRecord, 'alternativeAt'>> & { readonly endsBatch: boolean; readonly restarts: boolean };

const devices = [1, 2, 65_535];

/** Few values, so that windows come true often; clocks that run apart by up to some windows and jump. */
const anyStep = fc.record({
  deviceId: fc.constantFrom(...devices),
  advanceSeconds: fc.oneof({ weight: 6, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(200) }),
  behindSeconds: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(330) }),
  source: fc.constantFrom('198.51.7.1', '2a00:1450::7'),
  target: fc.constantFrom('8.20.0.1', '8.20.0.2', '8.20.0.3', '2a00:1450::8'),
  sourcePort: fc.constantFrom(0, 53, 53, 53, 80, 1023, 1024, 40_000),
  port: fc.constantFrom(0, 443, 1023, 1024, 5000, 5001, 5002, 65_535),
  context: fc.oneof(
    { weight: 8, arbitrary: fc.constant(kinds.denied) },
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(kinds)) },
  ),
  threatId: fc.constantFrom('', '95187', 'Command Injection(95187)', 'Command Injection(195187)'),
  endsBatch: fc.boolean(),
  restarts: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const anyStream = fc
  .tuple(
    fc.array(fc.nat(900), { minLength: devices.length, maxLength: devices.length }),
    fc.array(anyStep, { minLength: 1, maxLength: 160, size: 'max' }),
  )
  .map(([offsets, steps]): Step[] => {
    const clocks = new Map(devices.map((deviceId, index) => [deviceId, start + offsets[index] * second]));
    const opening = devices.map((deviceId) => ({
      ...{
        deviceId,
        at: clocks.get(deviceId) ?? start,
        source: '198.51.7.1',
        target: '8.20.0.1',
        sourcePort: 0,
        port: 0,
      },
      ...{ context: kinds.denied, threatId: '', endsBatch: false, restarts: false },
    }));
    const moved = steps.map(({ advanceSeconds, behindSeconds, ...step }) => {
      const clock = (clocks.get(step.deviceId) ?? start) + advanceSeconds * second;
      clocks.set(step.deviceId, clock);
      return { ...step, at: clock - behindSeconds * second };
    });
    return [...opening, ...moved];
  });

const noExclusions = defaults.exclusions;
const anyExclusion = fc.oneof(
  { weight: 2, arbitrary: fc.constant(noExclusions) },
  {
    weight: 1,
    arbitrary: fc.record({
      threatIds: fc.subarray(['95187', 'Command Injection(195187)']),
      rules: fc.subarray(['sensor', 'Active Defense Deny', kinds.denyRuleById.ruleId], { maxLength: 2 }),
      ports: fc.subarray([443, 5000, 65_535]),
      destinations: fc.subarray(['8.20.0.1', '8.20.0.2/31', '2a00:1450::8'], { maxLength: 2 }),
    }),
  },
);

const anySettings = fc.record({
  portScan: fc.record({
    ports: fc.integer({ min: 1, max: 4 }),
    minutes: fc.integer({ min: 1, max: 3 }),
    count: fc.constantFrom('denied', 'all'),
    mode: fc.constant('block'),
  }),
  portSweep: fc.record({
    addresses: fc.integer({ min: 2, max: 4 }),
    minutes: fc.integer({ min: 1, max: 3 }),
    count: fc.constantFrom('denied', 'all'),
    mode: fc.constant('block'),
  }),
  vulnerability: fc.record({ level: fc.constantFrom(0, 1, 2), mode: fc.constant('block') }),
  denyRule: fc.constant(defaults.denyRule),
  ownNetworks: fc.constant<string[]>([]),
  exclusions: anyExclusion,
});

function run(steps: readonly Step[], settings: DetectionSettings, maxContacts: number) {
  let engine: Engine = createEngine({ settings, maxContacts, contexts });
  const findings: Finding[] = [];
  let pending: Step[] = [];
  for (const step of steps) {
    pending.push(step);
    if (!step.endsBatch) continue;
    findings.push(...engine.observe(batchOf(pending), NaN, 'detect'));
    pending = [];
    if (!step.restarts) continue;
    const chunks = engine.snapshot();
    engine = createEngine({ settings, maxContacts, contexts });
    assert.ok(engine.restore(chunks));
  }
  findings.push(...engine.observe(batchOf(pending), NaN, 'detect'));
  return { engine, findings };
}

function told(finding: Finding): Expected {
  const { at, source, target, port, count, looksLikeAnswers, evidence } = finding;
  const reached = evidence.contacts.map(({ value }) => String(value)).sort();
  return { at, case: finding.case, source, target, port, count, looksLikeAnswers, reached };
}

function comparable(expected: readonly Expected[]) {
  return expected.map((one) => (one.case === 'vulnerability' ? { ...one, reached: [] } : one));
}

describe('engine', () => {
  it('finds what brute force finds, for any batching and any restart', () => {
    fc.assert(
      fc.property(anyStream, anySettings, (steps, settings) => {
        const { findings } = run(steps, settings, 4096);
        assert.deepEqual(comparable(findings.map(told)), comparable(findByBruteForce(steps, settings)));
      }),
      { numRuns: 400 },
    );
  });

  it('finds the same when it compacts all the time', () => {
    fc.assert(
      fc.property(anyStream, anySettings, (steps, settings) => {
        const { findings, engine } = run(steps, settings, 64);
        fc.pre(Object.values(engine.stats().cases).every(({ evicted }) => evicted.contacts === 0));
        assert.deepEqual(comparable(findings.map(told)), comparable(findByBruteForce(steps, settings)));
      }),
      { numRuns: 400 },
    );
  });

  it('reports the newest hit on the deny rule of each source, left out or not', () => {
    fc.assert(
      fc.property(anyStream, anyExclusion, (steps, exclusions) => {
        const { engine, findings } = run(steps, { ...defaults, exclusions }, 4096);
        const { source, at } = engine.takeHits();
        const hits = new Map(Array.from(at, (time, index) => [formatAddress(source, 4 * index), time]));
        for (const { source: found, hitBeforeAt } of findings) {
          if (hitBeforeAt !== null) hits.set(found, Math.max(hitBeforeAt, hits.get(found) ?? 0));
        }
        assert.deepEqual(hits, hitsByBruteForce(steps));
      }),
      { numRuns: 100 },
    );
  });
});
