import { formatAddress } from '../../model/address.ts';
import type { Context, Detail, RecordBatch } from '../../model/record.ts';
import { itemAt } from '../../model/itemAt.ts';

/** A record that was just read from a line, whole, for people. */
export interface ParsedRecord extends Omit<Context, 'id' | 'deviceId' | 'host' | 'input'>, Detail {
  readonly at: number;
  /** The other time that it may mean, where the device's clock shows that hour twice. */
  readonly alternativeAt: number | null;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

/** The record in row 0 of a batch. */
export function parsedRecord(batch: RecordBatch, context: Context): ParsedRecord {
  const { type, subtype, action, rule, ruleId, severity, direction, endReason } = context;
  const { sourceLocation, destinationLocation, sourceZone, destinationZone, protocol, application } = context;
  const alternativeAt = itemAt(batch.alternativeAt, 0);
  return {
    at: itemAt(batch.at, 0),
    alternativeAt: Number.isNaN(alternativeAt) ? null : alternativeAt,
    source: formatAddress(batch.source),
    sourcePort: itemAt(batch.sourcePort, 0),
    sourceLocation,
    sourceZone,
    destination: formatAddress(batch.destination),
    destinationPort: itemAt(batch.destinationPort, 0),
    destinationLocation,
    destinationZone,
    ...{ type, subtype, action, rule, ruleId, severity, protocol, application, direction, endReason },
    ...batch.detail[0],
  };
}
