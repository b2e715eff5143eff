/** What a line is about: PAN-OS writes these two types for traffic that crosses a firewall. */
export type RecordType = 'TRAFFIC' | 'THREAT';

/**
 * Everything of a line that repeats from line to line. Each distinct combination is kept once, with a number;
 * a record names it by that number, and what a case needs to know of it is worked out once, not per record.
 * Texts are as received (severity and action in lower case); absent ones are empty.
 */
export interface Context {
  readonly id: number;
  readonly deviceId: number;
  /** Host name in the line's header. */
  readonly host: string;
  /** Log file's path, or the sender's address. */
  readonly input: string;
  readonly type: RecordType;
  readonly subtype: string;
  readonly action: string;
  readonly rule: string;
  readonly ruleId: string;
  readonly severity: string;
  readonly sourceLocation: string;
  readonly destinationLocation: string;
  readonly protocol: string;
  readonly application: string;
  readonly sourceZone: string;
  readonly destinationZone: string;
  readonly direction: string;
  readonly endReason: string;
}

/** What a stranger may have written or what rarely repeats; kept beside the record, absent when all is empty. */
export interface Detail {
  readonly user?: string;
  readonly threatName?: string;
  readonly threatId?: string;
  /** Fields that the product has no word for, by the name that the format gives them. */
  readonly extra?: Readonly<Record<string, string>>;
}

/**
 * Records in columns, so that a million of them cost no garbage. Row i of every column is one record;
 * rows stand in order of arrival. An address takes four words of its column (see `address.ts`).
 */
export interface RecordBatch {
  readonly capacity: number;
  length: number;
  /** Record time, ms since 1970 UTC. */
  readonly at: Float64Array;
  /** The other reading of a time in the hour that a clock repeats; NaN where there is none. */
  readonly alternativeAt: Float64Array;
  readonly source: Uint32Array;
  readonly destination: Uint32Array;
  readonly sourcePort: Uint16Array;
  readonly destinationPort: Uint16Array;
  readonly deviceId: Uint16Array;
  readonly context: Int32Array;
  readonly detail: (Detail | undefined)[];
}

export function createRecordBatch(capacity: number): RecordBatch {
  return {
    capacity,
    length: 0,
    at: new Float64Array(capacity),
    alternativeAt: new Float64Array(capacity),
    source: new Uint32Array(4 * capacity),
    destination: new Uint32Array(4 * capacity),
    sourcePort: new Uint16Array(capacity),
    destinationPort: new Uint16Array(capacity),
    deviceId: new Uint16Array(capacity),
    context: new Int32Array(capacity),
    detail: new Array<Detail | undefined>(capacity).fill(undefined),
  };
}
