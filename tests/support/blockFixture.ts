import type { Block } from '../../detector/model/block.ts';
import { cidrOf } from '../../detector/model/cidr.ts';
import type { Finding } from '../../detector/model/finding.ts';
import type { SafeRanges } from '../../detector/block/safety.ts';

/** A finding for a test, which says only what matters to it. */
export function findingOf(source: string, at: string, changes: Partial<Finding> = {}): Finding {
  const time = Date.parse(at);
  return {
    at: time,
    case: 'port-scan',
    source,
    sourceLocation: 'Romania',
    target: '203.0.113.5',
    port: null,
    count: 11,
    looksLikeAnswers: false,
    hitBeforeAt: null,
    watchOnly: false,
    evidence: { settings: { ports: 10, minutes: 10 }, deviceId: 1, firstAt: time - 60_000, lastAt: time, contacts: [] },
    ...changes,
  };
}

/** An active block for a test. */
export function blockOf(address: string, lastSeenAt: string, changes: Partial<Block> = {}): Block {
  const time = Date.parse(lastSeenAt);
  return {
    id: 7,
    address,
    origin: 'port-scan',
    location: 'Romania',
    detectedAt: time,
    lastSeenAt: time,
    expiresAt: time + 31 * 86_400_000,
    fixedEnd: false,
    releasedAt: null,
    reason: '',
    evidence: null,
    ...changes,
  };
}

/** Ranges that may not be blocked, from text. */
export function safeRangesOf(ranges: Partial<Record<keyof SafeRanges, readonly string[]>> = {}): SafeRanges {
  const of = (kind: keyof SafeRanges) => (ranges[kind] ?? []).map(cidrOf);
  return {
    allowlist: of('allowlist'),
    ownNetworks: of('ownNetworks'),
    neverBlock: of('neverBlock'),
    listClients: of('listClients'),
    logSenders: of('logSenders'),
  };
}
