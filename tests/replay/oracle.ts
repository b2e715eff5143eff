import type { ReplayDocument } from '../../detector/app/replay.ts';
import type { CaseName } from '../../detector/model/finding.ts';

/** One readable record of a stream; a severity makes it a THREAT record of subtype vulnerability. */
export interface StreamRecord {
  readonly device: string;
  readonly at: number;
  readonly source: string;
  readonly sourcePort: number;
  readonly target: string;
  readonly port: number;
  readonly action: string;
  readonly rule: string;
  readonly severity: string | null;
}

/** The settings that matter to the cases, and who is who, told without any arithmetic on addresses. */
export interface OracleRules {
  readonly ports: number;
  readonly scanMinutes: number;
  readonly addresses: number;
  readonly sweepMinutes: number;
  readonly level: number;
  readonly countAll: boolean;
  readonly watch: boolean;
  readonly denyRule: string;
  readonly isPublic: (source: string) => boolean;
  readonly isDefended: (target: string) => boolean;
  /** Why a source may not be blocked; null when it may. */
  readonly refusalOf: (source: string) => string | null;
  /** Sources in the order that a list has. */
  readonly inNumericOrder: readonly string[];
}

export type Outcome = Pick<ReplayDocument, 'findings' | 'blocks' | 'held' | 'refused' | 'list'>;

interface Counted extends StreamRecord {
  readonly countedAt: number;
}

interface OpenBlock {
  readonly address: string;
  readonly case: CaseName;
  readonly detectedAt: number;
  lastSeenAt: number;
  released: boolean;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const toleratedMs = 5 * minuteMs;
const vulnerabilityMinutes = 10;

/**
 * What must come of a stream, worked out the slow way: each record is held against all before it.
 * The system's time zone is UTC, blocks last one month.
 */
export function outcomeOf(stream: readonly StreamRecord[], rules: OracleRules): Outcome {
  const clocks = new Map<string, number>();
  const past: Counted[] = [];
  const findings: Outcome['findings'][number][] = [];
  const foundAt = new Map<string, number>();
  const blocks: OpenBlock[] = [];
  const held = new Set<string>();
  const refused = new Map<string, string>();
  let now = -Infinity;

  const activeOf = (source: string) => blocks.find((block) => !block.released && block.address === source);

  function passTime(to: number): void {
    const midnight = Math.floor(to / dayMs) * dayMs;
    if (midnight > now) for (const block of blocks) block.released ||= monthAfter(block.lastSeenAt) < midnight;
    now = Math.max(now, to);
  }

  function seen(source: string, at: number): void {
    const block = activeOf(source);
    if (block !== undefined) block.lastSeenAt = Math.max(block.lastSeenAt, at);
  }

  function act(name: CaseName, source: string, at: number, looksLikeAnswers: boolean): void {
    if (rules.watch) return;
    const refusal = rules.refusalOf(source);
    if (refusal !== null) refused.set(source, refusal);
    else if (activeOf(source) !== undefined) seen(source, at);
    else if (looksLikeAnswers) held.add(source);
    else blocks.push({ address: source, case: name, detectedAt: at, lastSeenAt: at, released: false });
  }

  function find(name: CaseName, record: Counted, minutes: number, window: readonly Counted[], count: number): void {
    const target = name === 'port-sweep' ? null : record.target;
    const port = name === 'port-scan' ? null : record.port;
    const key = [name, record.source, name === 'port-sweep' ? port : target].join(' ');
    const at = record.countedAt;
    if (at < (foundAt.get(key) ?? -Infinity) + minutes * minuteMs) return;
    foundAt.set(key, at);
    findings.push({ at: isoOf(at), case: name, source: record.source, target, port, count });
    act(name, record.source, at, name !== 'vulnerability' && areAnswers(window));
  }

  function check(record: Counted): void {
    if (!rules.isPublic(record.source) || !rules.isDefended(record.target)) return;
    if (record.severity !== null) {
      const severities = ['critical', 'high'].slice(0, rules.level);
      if (severities.includes(record.severity)) find('vulnerability', record, vulnerabilityMinutes, [record], 1);
      return;
    }
    const counts = (other: Counted) =>
      other.severity === null && other.port > 0 && (rules.countAll || other.action !== 'allow');
    if (!counts(record)) return;
    const mine = past.filter((other) => other.source === record.source && counts(other));

    const ports = bestWindow(mine.filter(sameTarget(record)), record, rules.scanMinutes, ({ port }) => port);
    if (ports.count > rules.ports) find('port-scan', record, rules.scanMinutes, ports.window, ports.count);

    const onPort = mine.filter((other) => other.port === record.port && rules.isDefended(other.target));
    const addresses = bestWindow(onPort, record, rules.sweepMinutes, ({ target }) => target);
    if (addresses.count >= rules.addresses) {
      find('port-sweep', record, rules.sweepMinutes, addresses.window, addresses.count);
    }
  }

  for (const record of stream) {
    const clock = Math.max(clocks.get(record.device) ?? -Infinity, record.at);
    clocks.set(record.device, clock);
    passTime(record.at);
    if (record.at < clock - toleratedMs) continue;
    const counted = { ...record, countedAt: clock };
    past.push(counted);
    check(counted);
    if (record.rule === rules.denyRule) seen(record.source, clock);
  }
  return {
    findings,
    blocks: blocks.map((block) => ({
      address: block.address,
      case: block.case,
      detectedAt: isoOf(block.detectedAt),
      lastSeenAt: isoOf(block.lastSeenAt),
      expiresAt: isoOf(monthAfter(block.lastSeenAt)),
    })),
    held: [...held].map((address) => ({ address, reason: 'looks-like-answers' })),
    refused: [...refused].map(([address, reason]) => ({ address, reason })),
    list: rules.inNumericOrder.filter((address) => activeOf(address) !== undefined),
  };
}

const sameTarget = (record: StreamRecord) => (other: StreamRecord) => other.target === record.target;

/** Of all windows that hold the record the one with most different values, the latest of equals. Minutes 0: none. */
function bestWindow(
  candidates: readonly Counted[],
  record: Counted,
  minutes: number,
  valueOf: (record: Counted) => number | string,
): { count: number; window: readonly Counted[] } {
  const starts = candidates.map(({ countedAt }) => countedAt).sort((a, b) => a - b);
  let best: { count: number; window: readonly Counted[] } = { count: 0, window: [] };
  for (const start of starts) {
    const end = start + minutes * minuteMs;
    if (record.countedAt < start || record.countedAt >= end) continue;
    const window = candidates.filter(({ countedAt }) => countedAt >= start && countedAt < end);
    const count = new Set(window.map(valueOf)).size;
    if (count >= best.count) best = { count, window };
  }
  return best;
}

function areAnswers(window: readonly StreamRecord[]): boolean {
  const { sourcePort } = window[0];
  return sourcePort < 1024 && window.every((record) => record.sourcePort === sourcePort && record.port >= 1024);
}

function monthAfter(at: number): number {
  const date = new Date(at);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 2, 0)).getUTCDate();
  return date.setUTCMonth(date.getUTCMonth() + 1, Math.min(date.getUTCDate(), lastDay));
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
