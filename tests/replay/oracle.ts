import type { ReplayDocument } from '../../detector/pipeline/replay.ts';
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

export interface Judgement {
  readonly outcome: Outcome;
  /** Two windows reach the same number and only one of them looks like answers: the product says nothing of that. */
  readonly isOpen: boolean;
}

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
export function judge(stream: readonly StreamRecord[], rules: OracleRules): Judgement {
  const clocks = new Map<string, number>();
  const past: Counted[] = [];
  const findings: Outcome['findings'][number][] = [];
  const foundAt = new Map<string, number>();
  const blocks: OpenBlock[] = [];
  const held = new Set<string>();
  const refused = new Map<string, string>();
  let isOpen = false;
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

  function find(name: CaseName, record: Counted, minutes: number, { count, windows }: Reached): void {
    const target = name === 'port-sweep' ? null : record.target;
    const port = name === 'port-scan' ? null : record.port;
    const key = [name, record.source, name === 'port-sweep' ? port : target].join(' ');
    const at = record.countedAt;
    if (at < (foundAt.get(key) ?? -Infinity) + minutes * minuteMs) return;
    foundAt.set(key, at);
    findings.push({ at: isoOf(at), case: name, source: record.source, target, port, count });
    isOpen ||= new Set(windows.map(areAnswers)).size > 1;
    act(name, record.source, at, windows.some(areAnswers));
  }

  function check(record: Counted): void {
    if (!rules.isPublic(record.source) || !rules.isDefended(record.target)) return;
    if (record.severity !== null) {
      const severities = ['critical', 'high'].slice(0, rules.level);
      if (severities.includes(record.severity)) {
        find('vulnerability', record, vulnerabilityMinutes, { count: 1, windows: [] });
      }
      return;
    }
    const counts = (other: Counted) =>
      other.severity === null && other.port > 0 && (rules.countAll || other.action !== 'allow');
    if (!counts(record)) return;
    const mine = past.filter((other) => other.source === record.source && counts(other));

    const atTarget = mine.filter((other) => other.target === record.target);
    const ports = reachedBy(record, atTarget, rules.scanMinutes, ({ port }) => port);
    if (ports.count > rules.ports) find('port-scan', record, rules.scanMinutes, ports);

    const onPort = mine.filter((other) => other.port === record.port && rules.isDefended(other.target));
    const addresses = reachedBy(record, onPort, rules.sweepMinutes, ({ target }) => target);
    if (addresses.count >= rules.addresses) find('port-sweep', record, rules.sweepMinutes, addresses);
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
  const outcome = {
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
  return { outcome, isOpen };
}

type Window = readonly Counted[];

interface Reached {
  /** The most different values in any window that holds the record. */
  readonly count: number;
  /** The windows that reach so many, without those that lie inside another. */
  readonly windows: readonly Window[];
}

/** Slides a window over all its places that hold the record. Minutes 0: there is none. */
function reachedBy(
  record: Counted,
  candidates: readonly Counted[],
  minutes: number,
  valueOf: (record: Counted) => number | string,
): Reached {
  const lengthMs = minutes * minuteMs;
  const windows = candidates
    .flatMap(({ countedAt }) => [countedAt, countedAt - lengthMs + 1])
    .filter((start) => record.countedAt >= start && record.countedAt < start + lengthMs)
    .map((start) => candidates.filter(({ countedAt: at }) => at >= start && at < start + lengthMs));
  const countOf = (window: Window) => new Set(window.map(valueOf)).size;
  const count = Math.max(0, ...windows.map(countOf));
  const best = windows.filter((window) => countOf(window) === count);
  return { count, windows: best.filter((window) => !best.some((other) => liesInside(window, other))) };
}

function liesInside(window: Window, other: Window): boolean {
  return window.length < other.length && window.every((record) => other.includes(record));
}

function areAnswers(window: Window): boolean {
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
