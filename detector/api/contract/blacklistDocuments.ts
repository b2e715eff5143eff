import Type from 'typebox';
import { caseNames } from '../../model/finding.ts';
import { count, instant, oneOf, orNull } from '../../schema/fields.ts';

const caseName = oneOf(caseNames);
export const origin = oneOf([...caseNames, 'manual']);
export const refusalReason = oneOf([
  'allowlist',
  'own-network',
  'list-client',
  'log-sender',
  'never-block',
  'grace-after-release',
]);

/** A block as a row of a table. */
export const block = Type.Object({
  id: Type.Integer(),
  address: Type.String(),
  origin,
  location: Type.String(),
  /** The device whose records led to it; null for a block by hand. */
  device: orNull(Type.String()),
  detectedAt: instant,
  lastSeenAt: instant,
  /** Null: permanent. */
  expiresAt: orNull(instant),
  /** A person set the end, and no hit moves it. */
  fixedEnd: Type.Boolean(),
  reason: Type.String(),
  findings: count,
  firstHitAt: orNull(instant),
  lastHitAt: orNull(instant),
  createdBy: Type.String(),
  releasedAt: orNull(instant),
  releasedBy: orNull(Type.String()),
  releaseReason: orNull(Type.String()),
  /** Why the list leaves it out, wholly; null: it is on the list. */
  keptOff: orNull(refusalReason),
  ticket: Type.String(),
  note: Type.String(),
});

const evidence = Type.Object({
  /** The settings of the case then in force. */
  settings: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  device: orNull(Type.String()),
  firstAt: instant,
  lastAt: instant,
  /** Ports (a scan) or addresses (a sweep), newest first, at most 100. */
  contacts: Type.Array(Type.Object({ value: Type.Union([Type.Number(), Type.String()]), at: instant })),
  rule: orNull(Type.String()),
  severity: orNull(Type.String()),
  threatId: orNull(Type.String()),
  threatName: orNull(Type.String()),
});

/** A case that came true, and what became of it. */
export const finding = Type.Object({
  id: Type.Integer(),
  at: instant,
  case: caseName,
  source: Type.String(),
  location: Type.String(),
  target: orNull(Type.String()),
  port: orNull(Type.Integer()),
  count,
  outcome: oneOf(['block', 'renew', 'hold', 'refuse', 'watch']),
  reason: orNull(Type.String()),
  /** The reason in words; empty where there is none. */
  because: Type.String(),
  blockId: orNull(Type.Integer()),
  decidedAt: orNull(instant),
  decidedBy: orNull(Type.String()),
  decision: orNull(Type.String()),
  evidence,
});

export const auditEvent = Type.Object({
  id: Type.Integer(),
  at: instant,
  actor: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});

/** A record with plain names, as in the view `syslog_records`. */
export const record = Type.Object({
  /** Unique among records, as text. */
  id: Type.String(),
  at: instant,
  device: Type.String(),
  host: Type.String(),
  logFile: Type.String(),
  type: Type.String(),
  subtype: Type.String(),
  source: Type.String(),
  sourcePort: Type.Integer(),
  sourceLocation: Type.String(),
  user: Type.String(),
  destination: Type.String(),
  destinationPort: Type.Integer(),
  destinationLocation: Type.String(),
  action: Type.String(),
  rule: Type.String(),
  ruleId: Type.String(),
  severity: Type.String(),
  threatName: Type.String(),
  threatId: Type.String(),
  protocol: Type.String(),
  application: Type.String(),
  sourceZone: Type.String(),
  destinationZone: Type.String(),
  direction: Type.String(),
  endReason: Type.String(),
  extra: Type.Record(Type.String(), Type.String()),
});

export const detail = Type.Object({
  block,
  evidence: orNull(evidence),
  /** Why, in one or two sentences. */
  because: Type.String(),
  findings: Type.Array(finding),
  /** The newest records of the source that are still stored, at most 20. */
  records: Type.Array(record),
  audit: Type.Array(auditEvent),
});

const allowEntry = Type.Object({
  id: Type.Integer(),
  range: Type.String(),
  reason: Type.String(),
  createdAt: instant,
  createdBy: Type.String(),
  expiresAt: orNull(instant),
});

export const verdict = Type.Object({
  /** In canonical text. */
  address: Type.String(),
  standing: oneOf([
    ...['allowed', 'blocked', 'partly-blocked', 'held', 'refused'],
    ...['released', 'watched', 'seen', 'unknown'],
  ] as const),
  /** One or two sentences for a person. */
  because: Type.String(),
  /** What a person can do about it, the best first. */
  actions: Type.Array(oneOf(['release', 'allow', 'disallow', 'decide', 'block', 'own-networks', 'explain'])),
  /** Its own active block, or the narrowest active range over it. */
  block: orNull(block),
  /** Further blocked ranges over it, the narrowest first. */
  alsoBlockedBy: Type.Array(Type.String()),
  /** Active blocks inside, when a range was asked for: how many, and the first 20. */
  inside: Type.Object({ total: count, blocks: Type.Array(block) }),
  allowedBy: orNull(allowEntry),
  safeBecause: orNull(refusalReason),
  formerBlocks: Type.Array(block),
  findings: Type.Array(finding),
  graceUntil: orNull(instant),
  records: Type.Array(record),
  /** How far back its records could be looked through in time; null: as far as there are any. */
  recordsUntil: orNull(instant),
  audit: Type.Array(auditEvent),
});
