import { cidrOf, formatCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';
import { createCidrSet, subtractCidrs } from '../model/cidrSet.ts';
import { isReserved } from '../model/publicAddress.ts';
import type { NewBlock } from './decide.ts';
import { parseDuration } from './duration.ts';
import { explainRefusal } from './explainRefusal.ts';
import { parseEntryRange, whyTooWide } from './parseEntryRange.ts';
import { allSafe } from './safety.ts';
import type { SafePart, Safety } from './safety.ts';

/** What a person asks for. */
export interface ManualRequest {
  readonly address: string;
  readonly reason: string;
  /** `30m`, `12h`, `7d`, `4w` or `permanent`. */
  readonly duration: string;
}

export type ManualBlock =
  { readonly faults: readonly string[] } | { readonly block: NewBlock; readonly warnings: readonly string[] };

/**
 * Used inside networks, between a host and itself, or for many at once. Other reserved ranges, as those for documentation,
 * are not among them: blocking them harms nobody, strangers forge them, and people try the product with them.
 */
const insideRanges = createCidrSet(
  [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.168.0.0/16', '224.0.0.0/3', '::/32', '64:ff9b:1::/48', 'fc00::/7', 'fe80::/9', 'ff00::/8'],
  ].map(cidrOf),
);

/** Checks a block by hand: every fault at once, or the block with what to know about it. */
export function checkManualBlock(request: ManualRequest, safety: Safety, nowMs: number): ManualBlock {
  const cidr = parseEntryRange(request.address, 'block');
  const durationMs = parseDuration(request.duration);
  const rangeFault = typeof cidr === 'string' ? cidr : whyNoBlock(cidr, safety);
  const faults = [
    ...(rangeFault === undefined ? [] : [rangeFault]),
    ...(typeof durationMs === 'string' ? [durationMs] : []),
    ...(request.reason.trim() === '' ? ['A reason is missing: say why, for whoever asks later.'] : []),
  ];
  if (faults.length > 0 || typeof cidr === 'string' || typeof durationMs === 'string') return { faults };
  return {
    block: {
      address: formatCidr(cidr),
      origin: 'manual',
      location: '',
      detectedAt: nowMs,
      lastSeenAt: nowMs,
      expiresAt: durationMs === null ? null : nowMs + durationMs,
      fixedEnd: true,
      reason: request.reason.trim(),
      evidence: null,
    },
    warnings: [
      ...(isReserved(cidr) ? [`${formatCidr(cidr)} is not public: no case finds what comes from it.`] : []),
      ...safety.partsWithin(cidr).map((part) => unblockedSentence(cidr, part)),
    ],
  };
}

/** Parts of a range that are named; the others are counted. */
const partsNamed = 5;

function unblockedSentence(cidr: Cidr, { reason, parts }: SafePart): string {
  const named = parts.slice(0, partsNamed).map(formatCidr);
  const more = parts.length - named.length;
  const which = [...named, ...(more > 0 ? [`${more} more`] : [])];
  const last = which.pop() ?? '';
  return which.length === 0
    ? `${last} stays unblocked in ${formatCidr(cidr)}: it is ${explainRefusal(reason)}.`
    : `${which.join(', ')} and ${last} stay unblocked in ${formatCidr(cidr)}: each is ${explainRefusal(reason)}.`;
}

/** Why nobody may block an address or range, in a sentence; undefined where people may. */
export function whyNoBlock(cidr: Cidr, safety: Safety): string | undefined {
  const text = formatCidr(cidr);
  const tooWide = whyTooWide(cidr, 'block', text);
  if (tooWide !== undefined) return tooWide;
  if (insideRanges.overlaps(cidr)) {
    return `${text} is not from the internet, or not all of it: write what is public of it.`;
  }
  const reason = safety.reasonForAllOf(cidr);
  if (reason !== undefined) return `${text} is ${explainRefusal(reason)}.`;
  if (safety.reasonsWithin(cidr).length === 0 || subtractCidrs([cidr], allSafe(safety.ranges)).length > 0) {
    return undefined;
  }
  return `Nothing would be left of ${text}: every address of it is on the allowlist, in own networks or otherwise never to be blocked. Write another range.`;
}
