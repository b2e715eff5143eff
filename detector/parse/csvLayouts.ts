import { field } from './field.ts';
import type { FieldSlot } from './field.ts';

/** Which columns of a CSV message are read. */
export interface CsvLayout {
  /** By column: the field's slot, or -1. */
  readonly slots: Int8Array;
  /** The last column that every version of PAN-OS writes; a message that ends before it was cut short. */
  readonly lastRequired: number;
}

type Columns = readonly (readonly [column: number, slot: FieldSlot])[];

const untilZones: Columns = [
  [1, field.time],
  [3, field.type],
  [4, field.subtype],
  [7, field.source],
  [8, field.destination],
  [11, field.rule],
  [12, field.user],
  [14, field.application],
  [16, field.sourceZone],
  [17, field.destinationZone],
];

const cloudUntilAction: Columns = [
  ...untilZones.map(([column, slot]) => [column - 1, slot] as const),
  [22, field.sourcePort],
  [23, field.destinationPort],
  [26, field.protocol],
  [27, field.action],
];

const untilAction: Columns = [
  ...untilZones,
  [24, field.sourcePort],
  [25, field.destinationPort],
  [29, field.protocol],
  [30, field.action],
];

/** PAN-OS's default columns (administrator's guide, "Syslog Field Descriptions"); versions only ever append. */
export const trafficLayout = createLayout(42, [
  ...untilAction,
  [41, field.sourceLocation],
  [42, field.destinationLocation],
  [46, field.endReason],
  [65, field.ruleId],
]);

export const threatLayout = createLayout(39, [
  ...untilAction,
  [32, field.threatName],
  [34, field.severity],
  [35, field.direction],
  [38, field.sourceLocation],
  [39, field.destinationLocation],
  [76, field.ruleId],
]);

/** Cloud logging leaves out the reserved columns and the flags, and in THREAT the category. Told from samples of 2021. */
export const cloudTrafficLayout = createLayout(37, [
  ...cloudUntilAction,
  [36, field.sourceLocation],
  [37, field.destinationLocation],
  [40, field.endReason],
  [59, field.ruleId],
]);

export const cloudThreatLayout = createLayout(34, [
  ...cloudUntilAction,
  [29, field.threatName],
  [30, field.severity],
  [31, field.direction],
  [33, field.sourceLocation],
  [34, field.destinationLocation],
  [60, field.ruleId],
]);

function createLayout(lastRequired: number, columns: Columns): CsvLayout {
  const slots = new Int8Array(Math.max(...columns.map(([column]) => column)) + 1).fill(-1);
  for (const [column, slot] of columns) slots[column] = slot;
  return { slots, lastRequired };
}
