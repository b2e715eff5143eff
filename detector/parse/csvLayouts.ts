import { field } from './field.ts';
import type { FieldSlot } from './field.ts';
import type { Reason } from './reasons.ts';

/** Which columns of a CSV message are read. */
export interface CsvLayout {
  /** By column: the field's slot, or -1. */
  readonly slots: Int8Array;
  /** By column: why the message is unreadable when the column holds anything but digits; undefined where it may. */
  readonly digits: readonly (Reason | undefined)[];
  /** The last column that every version of PAN-OS writes; a message that ends before it was cut short. */
  readonly lastRequired: number;
}

type Columns = readonly (readonly [column: number, slot: FieldSlot])[];
type Digits = readonly (readonly [column: number, reason: Reason])[];

const untilZones: Columns = [
  [1, field.time],
  [3, field.type],
  [4, field.subtype],
  [6, field.generatedTime],
  [7, field.source],
  [8, field.destination],
  [11, field.rule],
  [12, field.user],
  [14, field.application],
  [16, field.sourceZone],
  [17, field.destinationZone],
];

const numbers: Digits = [
  [22, 'session-id'],
  [23, 'record-count'],
  [24, 'source-port'],
  [25, 'destination-port'],
  [26, 'nat-port'],
  [27, 'nat-port'],
];

const untilAction: Columns = [
  ...untilZones,
  [24, field.sourcePort],
  [25, field.destinationPort],
  [29, field.protocol],
  [30, field.action],
];

/** The high-resolution time stands at 77 in PAN-OS 10.0, later at 102 or 103. */
const traffic: Columns = [
  ...untilAction,
  [41, field.sourceLocation],
  [42, field.destinationLocation],
  [46, field.endReason],
  [65, field.ruleId],
  [77, field.highResTime],
  [102, field.highResTime],
  [103, field.highResTime],
];

const threat: Columns = [
  ...untilAction,
  [32, field.threatName],
  [34, field.severity],
  [35, field.direction],
  [38, field.sourceLocation],
  [39, field.destinationLocation],
  [76, field.ruleId],
  [107, field.highResTime],
];

/** PAN-OS's default columns (administrator's guide, "Syslog Field Descriptions"); versions only ever append. */
export const trafficLayouts: readonly CsvLayout[] = [createLayout(42, traffic, numbers)];
export const threatLayouts: readonly CsvLayout[] = [createLayout(39, threat, numbers)];

const cloudUntilAction: Columns = [
  ...shifted(untilZones),
  [22, field.sourcePort],
  [23, field.destinationPort],
  [26, field.protocol],
  [27, field.action],
];

/**
 * Cloud logging leaves out the first column. Told from samples: it leaves out the other reserved columns and the flags as
 * well, and in THREAT the category, or none of them.
 */
export const cloudTrafficLayouts: readonly CsvLayout[] = [
  createLayout(
    37,
    [
      ...cloudUntilAction,
      [36, field.sourceLocation],
      [37, field.destinationLocation],
      [40, field.endReason],
      [59, field.ruleId],
    ],
    shifted(numbers, 2),
  ),
  createLayout(
    39,
    [
      ...shifted(untilZones),
      [22, field.sourcePort],
      [23, field.destinationPort],
      [27, field.protocol],
      [28, field.action],
      [38, field.sourceLocation],
      [39, field.destinationLocation],
      [42, field.endReason],
      [61, field.ruleId],
    ],
    shifted(numbers, 2),
  ),
  createLayout(41, shifted(traffic), shifted(numbers)),
];

export const cloudThreatLayouts: readonly CsvLayout[] = [
  createLayout(
    34,
    [
      ...cloudUntilAction,
      [29, field.threatName],
      [30, field.severity],
      [31, field.direction],
      [33, field.sourceLocation],
      [34, field.destinationLocation],
      [60, field.ruleId],
      [91, field.highResTime],
    ],
    shifted(numbers, 2),
  ),
  createLayout(38, shifted(threat), shifted(numbers)),
];

function shifted<T>(columns: readonly (readonly [number, T])[], by = 1): (readonly [number, T])[] {
  return columns.map(([column, value]) => [column - by, value]);
}

function createLayout(lastRequired: number, columns: Columns, numbers: Digits): CsvLayout {
  const slots = new Int8Array(Math.max(...columns.map(([column]) => column)) + 1).fill(-1);
  for (const [column, slot] of columns) slots[column] = slot;
  const digits = Array.from(slots, (): Reason | undefined => undefined);
  for (const [column, reason] of numbers) digits[column] = reason;
  return { slots, digits, lastRequired };
}
