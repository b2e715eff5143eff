import { parseAddress } from '../../detector/model/address.ts';
import { deniedContext } from './context.ts';
import type { Context, RecordBatch } from '../../detector/model/record.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import type { DetectionSettings } from '../../detector/detect/engine.ts';

/** One record as tests write it down; everything has a default. */
export interface TestRecord {
  readonly at: number;
  readonly alternativeAt?: number;
  readonly deviceId?: number;
  readonly source?: string;
  readonly target?: string;
  readonly sourcePort?: number;
  readonly port?: number;
  readonly context?: Context;
  /** Empty: none. */
  readonly threatId?: string;
}

/** 2026-03-09T00:00:00Z: times in tests count from here. */
export const start = Date.UTC(2026, 2, 9);
export const second = 1000;
export const minute = 60 * second;

const threat = { ...deniedContext, type: 'THREAT', subtype: 'vulnerability', action: 'reset-both' } as const;

/** Contexts of every kind that a case looks at. */
export const kinds = {
  denied: { ...deniedContext, id: 1 },
  allowed: { ...deniedContext, id: 2, action: 'allow', subtype: 'end' },
  denyRule: { ...deniedContext, id: 3, rule: 'Active Defense Deny' },
  denyRuleById: { ...deniedContext, id: 4, ruleId: '0a6dff10-d23a-4d4a-9cb1-91f9f1e4ee64' },
  critical: { ...threat, id: 5, severity: 'critical' },
  high: { ...threat, id: 6, severity: 'high' },
  medium: { ...threat, id: 7, severity: 'medium' },
  criticalAnswer: { ...threat, id: 8, severity: 'critical', direction: 'server-to-client' },
  flood: { ...threat, id: 9, severity: 'critical', subtype: 'flood' },
} as const satisfies Record<string, Context>;

export const contexts: readonly (Context | undefined)[] = [undefined, ...Object.values(kinds)];

export const settings: DetectionSettings = {
  portScan: { ports: 10, minutes: 10, count: 'denied', mode: 'block' },
  portSweep: { addresses: 10, minutes: 10, count: 'denied', mode: 'block' },
  vulnerability: { level: 1, mode: 'block' },
  denyRule: ['Active Defense Deny'],
  ownNetworks: [],
  exclusions: { threatIds: [], rules: [], ports: [], destinations: [] },
};

/** Records to this many ports of one target, `stepMs` apart. */
export function scan(ports: number, stepMs: number, changes: Partial<TestRecord> = {}): TestRecord[] {
  return Array.from({ length: ports }, (_, index) => ({ at: start + index * stepMs, port: 2000 + index, ...changes }));
}

/** Records to one port of this many targets, `stepMs` apart. */
export function sweep(targets: number, stepMs: number): TestRecord[] {
  return Array.from({ length: targets }, (_, index) => ({ at: start + index * stepMs, target: `8.20.1.${index}` }));
}

/** A batch of these records, in their order. */
export function batchOf(records: readonly TestRecord[]): RecordBatch {
  const batch = createRecordBatch(Math.max(1, records.length));
  records.forEach((record, row) => {
    batch.at[row] = record.at;
    batch.alternativeAt[row] = record.alternativeAt ?? NaN;
    batch.deviceId[row] = record.deviceId ?? 1;
    batch.source.set(words(record.source ?? '198.51.7.1'), 4 * row);
    batch.destination.set(words(record.target ?? '8.20.0.1'), 4 * row);
    batch.sourcePort[row] = record.sourcePort ?? 40_000;
    batch.destinationPort[row] = record.port ?? 443;
    batch.detail[row] = record.threatId ? { threatId: record.threatId } : undefined;
    batch.context[row] = (record.context ?? kinds.denied).id;
  });
  batch.length = records.length;
  return batch;
}

/** The four words of an address. */
export function words(text: string): Uint32Array {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}
