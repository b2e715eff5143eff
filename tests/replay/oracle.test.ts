import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { logLine } from '../support/lines.ts';
import { judge } from './oracle.ts';
import type { OracleRules, Outcome, StreamRecord } from './oracle.ts';
import { runReplay } from './runReplay.ts';

const startAt = Date.UTC(2026, 0, 25, 9);
const denyRule = 'Active Defense Deny';
const allowed = '45.142.193.118';
const ours = '91.198.174.20';
const inside = '10.0.0.9';
const strangers = ['9.60.7.8', '165.154.205.78', '2001:67c:2e8::1'];
const foreignTarget = '198.51.100.7';
const targets = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4', foreignTarget];
/** How far the clocks of the firewalls are apart. */
const secondsOfDevice = [0, -240, -420, 400, -3600, -93_600];

const rulesArbitrary = fc.record({
  ports: fc.integer({ min: 1, max: 4 }),
  scanMinutes: fc.constantFrom(0, 1, 5, 10, 10, 1440),
  addresses: fc.integer({ min: 2, max: 4 }),
  sweepMinutes: fc.constantFrom(0, 1, 5, 10, 10, 1440),
  level: fc.integer({ min: 0, max: 2 }),
  countAll: fc.boolean(),
  watch: mostly(false, true),
  hasOwnNetworks: fc.boolean(),
});
type Rules = typeof rulesArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Steps and lags fall on the borders of the windows and of the five minutes more often than chance would. */
const stepArbitrary = fc.record({
  device: fc.nat({ max: 2 }),
  seconds: fc.oneof(fc.nat({ max: 20 }), fc.constantFrom(30, 60, 120, 300, 599, 600)),
  days: fc.oneof({ weight: 40, arbitrary: fc.constant(0) }, fc.constantFrom(1, 28, 31, 40)),
  lagSeconds: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(1, 60, 240, 299, 300, 301, 600)),
  source: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...strangers) },
    { weight: 1, arbitrary: fc.constantFrom(allowed, ours, inside) },
  ),
  otherSourcePort: fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, fc.constantFrom(53, 443, 1023, 1024)),
  target: fc.constantFrom(...targets),
  port: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(1024, 50_001, 50_002, 50_003, 65_535) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 22, 1023) },
  ),
  action: fc.constantFrom('drop', 'drop', 'deny', 'reset-both', 'allow'),
  rule: mostly('sensor', denyRule),
  severity: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, fc.constantFrom('critical', 'high', 'medium')),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

const streamArbitrary = fc
  .record({
    clocks: fc.shuffledSubarray(secondsOfDevice, { minLength: 3, maxLength: 3 }),
    sources: fc.subarray(strangers, { minLength: 1 }),
    sourcePort: fc.constantFrom(443, 1023, 1024, 40_000),
    steps: fc.array(stepArbitrary, { maxLength: 60, size: 'max' }),
  })
  .map(streamOf);

function mostly<T>(usual: T, rare: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) });
}

interface Course {
  /** How many seconds each firewall's clock is ahead. */
  readonly clocks: readonly number[];
  readonly sources: readonly string[];
  readonly sourcePort: number;
  readonly steps: readonly Step[];
}

function streamOf({ clocks, sources, sourcePort, steps }: Course): StreamRecord[] {
  let now = startAt;
  return steps.map(({ device, seconds, days, lagSeconds, source, otherSourcePort, ...rest }) => {
    now += (days * 86_400 + seconds) * 1000;
    const index = strangers.indexOf(source);
    return {
      ...rest,
      device: `fw-${device}`,
      at: now + (clocks[device] - lagSeconds) * 1000,
      source: index === -1 ? source : sources[index % sources.length],
      sourcePort: otherSourcePort ?? sourcePort,
    };
  });
}

function oracleRulesOf({ hasOwnNetworks, ...rules }: Rules): OracleRules {
  return {
    ...rules,
    denyRule,
    isPublic: (source) => source !== inside,
    isDefended: (target) => !hasOwnNetworks || target !== foreignTarget,
    refusalOf: (source) =>
      source === allowed ? 'allowlist' : source === ours && hasOwnNetworks ? 'own-network' : null,
    inNumericOrder: ['9.60.7.8', allowed, ours, '165.154.205.78', '2001:67c:2e8::1'],
  };
}

function settingsOf(rules: Rules): object {
  const count = rules.countAll ? 'all' : 'denied';
  const mode = rules.watch ? 'watch' : 'block';
  return {
    portScan: { ports: rules.ports, minutes: rules.scanMinutes, count, mode },
    portSweep: { addresses: rules.addresses, minutes: rules.sweepMinutes, count, mode },
    vulnerability: { level: rules.level, mode },
    ownNetworks: rules.hasOwnNetworks ? ['203.0.113.0/24', '91.198.174.0/24'] : [],
    allowlist: [allowed],
    denyRule,
    timeZone: 'UTC',
  };
}

function lineOf({ device, severity, ...fields }: StreamRecord): string {
  const threat = severity === null ? {} : { threat: { name: 'Command Injection(95187)', id: '95187', severity } };
  return logLine({ ...fields, ...threat, host: device });
}

/** So many harmless records at the same time, to move the places where the replay cuts its batches. */
function fillerOf(record: StreamRecord, rows: number): string {
  const line = logLine({ at: record.at, source: '64.62.197.2', action: 'allow', host: record.device });
  const [time, host] = line.split(' ', 2);
  return `${time} ${host} message repeated ${rows} times: [${line.slice(time.length + host.length + 1)}]`;
}

async function replayLines(folder: string, lines: readonly string[], rules: Rules): Promise<Outcome> {
  const file = join(folder, 'stream.log');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const { findings, blocks, held, refused, list, unreadable } = await runReplay([file], settingsOf(rules));
  assert.deepEqual(unreadable, {});
  return { findings, blocks, held, refused, list };
}

async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-oracle-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('finds in random streams of three firewalls what the quadratic oracle finds', async (t) => {
  const folder = await makeFolder(t);
  const property = fc.asyncProperty(rulesArbitrary, streamArbitrary, async (rules, stream) => {
    const { findings } = await replayLines(folder, stream.map(lineOf), rules);
    assert.deepEqual(findings, judge(stream, oracleRulesOf(rules)).outcome.findings);
  });
  await fc.assert(property, { numRuns: 300 });
});

test('blocks, holds, refuses and lists in random streams what the quadratic oracle does', async (t) => {
  const folder = await makeFolder(t);
  const property = fc.asyncProperty(rulesArbitrary, streamArbitrary, async (rules, stream) => {
    const { outcome, isOpen } = judge(stream, oracleRulesOf(rules));
    fc.pre(!isOpen);
    assert.deepEqual(await replayLines(folder, stream.map(lineOf), rules), outcome);
  });
  await fc.assert(property, { numRuns: 300 });
});

test('gives the same wherever the batches of a long file end', async (t) => {
  const folder = await makeFolder(t);
  const rows = fc.array(fc.constantFrom(0, 0, 9_000, 9_999, 10_000), { minLength: 60, maxLength: 60 });
  const property = fc.asyncProperty(rulesArbitrary, streamArbitrary, rows, async (rules, stream, fillers) => {
    const lines = stream.flatMap((record, i) =>
      fillers[i] === 0 ? [lineOf(record)] : [lineOf(record), fillerOf(record, fillers[i])],
    );
    const { outcome, isOpen } = judge(stream, oracleRulesOf(rules));
    fc.pre(!isOpen);
    assert.deepEqual(await replayLines(folder, lines, rules), outcome);
  });
  // To shrink streams of half a million records takes minutes.
  await fc.assert(property, { numRuns: 40, endOnFailure: true });
});
