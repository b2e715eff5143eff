import type { Finding } from '../../detector/model/finding.ts';
import type { DetectionSettings } from '../../detector/detect/engine.ts';
import { kinds, minute } from './recordFixture.ts';
import type { TestRecord } from './recordFixture.ts';

/** What the words of the product say of a finding. */
export type Expected = Pick<Finding, 'at' | 'case' | 'source' | 'target' | 'port' | 'count' | 'looksLikeAnswers'> & {
  /** The ports or addresses reached, sorted. */
  readonly reached: readonly string[];
};

type Full = Required<Omit<TestRecord, 'alternativeAt'>>;
interface Counted extends Full {
  readonly countedAt: number;
}

/** The cases by brute force: every record is held against every window of every earlier one. Times must be settled. */
export function findByBruteForce(records: readonly Full[], settings: DetectionSettings): Expected[] {
  const found: Expected[] = [];
  const counted = countByClocks(records);
  counted.forEach((record, index) => {
    const soFar = counted.slice(0, index + 1);
    for (const judge of [judgeScan, judgeSweep, judgeAttack]) {
      const finding = judge(record, soFar, settings);
      if (finding !== undefined && !isSilent(finding, found, settings)) found.push(finding);
    }
  });
  return found;
}

/** The newest hit on the deny rule by source. */
export function hitsByBruteForce(records: readonly Full[]): Map<string, number> {
  const hits = new Map<string, number>();
  for (const { context, source, countedAt } of countByClocks(records)) {
    if (context.rule === 'Active Defense Deny') hits.set(source, Math.max(countedAt, hits.get(source) ?? 0));
  }
  return hits;
}

function countByClocks(records: readonly Full[]): Counted[] {
  return records.flatMap((record, index) => {
    const ofDevice = records.slice(0, index + 1).filter(({ deviceId }) => deviceId === record.deviceId);
    const countedAt = Math.max(...ofDevice.map(({ at }) => at));
    return countedAt - record.at <= 5 * minute ? [{ ...record, countedAt }] : [];
  });
}

function judgeScan(
  record: Counted,
  soFar: readonly Counted[],
  { portScan, exclusions }: DetectionSettings,
): Expected | undefined {
  const counts = (one: Counted) => isTraffic(one, portScan.count) && !isExcluded(one, exclusions);
  if (!counts(record)) return undefined;
  const ofKey = soFar.filter((one) => counts(one) && one.source === record.source && one.target === record.target);
  const best = judgeWindows(record, ofKey, portScan.minutes * minute, ({ port }) => String(port));
  if (best.reached.length <= portScan.ports) return undefined;
  const { at, source, count, looksLikeAnswers, reached } = best;
  return { at, case: 'port-scan', source, target: record.target, port: null, count, looksLikeAnswers, reached };
}

function judgeSweep(
  record: Counted,
  soFar: readonly Counted[],
  { portSweep, exclusions }: DetectionSettings,
): Expected | undefined {
  const counts = (one: Counted) => isTraffic(one, portSweep.count) && !isExcluded(one, exclusions);
  if (!counts(record)) return undefined;
  const ofKey = soFar.filter((one) => counts(one) && one.source === record.source && one.port === record.port);
  const best = judgeWindows(record, ofKey, portSweep.minutes * minute, ({ target }) => target);
  if (best.reached.length < portSweep.addresses) return undefined;
  const { at, source, count, looksLikeAnswers, reached } = best;
  return { at, case: 'port-sweep', source, target: null, port: record.port, count, looksLikeAnswers, reached };
}

function judgeAttack(
  record: Counted,
  _: readonly Counted[],
  { vulnerability, exclusions }: DetectionSettings,
): Expected | undefined {
  const attacks: readonly unknown[] = [[], [kinds.critical], [kinds.critical, kinds.high]][vulnerability.level];
  if (!attacks.includes(record.context) || isExcluded(record, exclusions)) return undefined;
  if (exclusions.threatIds.some((id) => record.threatId === id || record.threatId.endsWith(`(${id})`)))
    return undefined;
  const { source, target, port } = record;
  const reached = [String(port)];
  return {
    at: record.countedAt,
    case: 'vulnerability',
    source,
    target,
    port,
    count: 1,
    looksLikeAnswers: false,
    reached,
  };
}

function isTraffic({ context, port }: Counted, count: string): boolean {
  return context.type === 'TRAFFIC' && port > 0 && (count === 'all' || context.action !== 'allow');
}

/** The ranges that tests leave out, told without arithmetic on addresses. */
const addressesOf: Readonly<Record<string, readonly string[]>> = { '8.20.0.2/31': ['8.20.0.2', '8.20.0.3'] };

function isExcluded({ context, port, target }: Counted, exclusions: DetectionSettings['exclusions']): boolean {
  return (
    exclusions.rules.some((rule) => rule === context.rule || rule === context.ruleId) ||
    exclusions.ports.includes(port) ||
    exclusions.destinations.some((range) => (addressesOf[range] ?? [range]).includes(target))
  );
}

/** The best of all windows that hold the record; each ends at some record, and the earliest best one is told of. */
function judgeWindows(record: Counted, ofKey: readonly Counted[], windowMs: number, valueOf: (one: Counted) => string) {
  const windows = ofKey
    .map(({ countedAt }) => countedAt)
    .filter((to) => to >= record.countedAt && record.countedAt > to - windowMs)
    .sort((a, b) => a - b)
    .map((to) => {
      const held = ofKey.filter(({ countedAt }) => countedAt > to - windowMs && countedAt <= to);
      return { held, reached: [...new Set(held.map(valueOf))].sort() };
    });
  const best = windows.reduce((a, b) => (b.reached.length > a.reached.length ? b : a));
  return {
    at: record.countedAt,
    source: record.source,
    count: best.reached.length,
    reached: best.reached,
    looksLikeAnswers:
      record.sourcePort >= 1 &&
      record.sourcePort < 1024 &&
      best.held.every(({ sourcePort }) => sourcePort === record.sourcePort) &&
      best.held.every(({ port }) => port >= 1024),
  };
}

function isSilent(finding: Expected, found: readonly Expected[], { portScan, portSweep }: DetectionSettings): boolean {
  const minutes = { 'port-scan': portScan.minutes, 'port-sweep': portSweep.minutes, vulnerability: 10 }[finding.case];
  return found.some(
    (earlier) =>
      earlier.case === finding.case &&
      earlier.source === finding.source &&
      earlier.target === finding.target &&
      (finding.case === 'vulnerability' || earlier.port === finding.port) &&
      finding.at < earlier.at + minutes * minute,
  );
}
