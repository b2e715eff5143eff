/** A record's fields as slots of `FieldSpans`; the first `contextFieldCount` make the context. */
export const field = {
  host: 0,
  type: 1,
  subtype: 2,
  action: 3,
  rule: 4,
  ruleId: 5,
  severity: 6,
  sourceLocation: 7,
  destinationLocation: 8,
  protocol: 9,
  application: 10,
  sourceZone: 11,
  destinationZone: 12,
  direction: 13,
  endReason: 14,
  source: 15,
  destination: 16,
  sourcePort: 17,
  destinationPort: 18,
  time: 19,
  user: 20,
  threatName: 21,
  threatId: 22,
  generatedTime: 23,
  highResTime: 24,
} as const;

export type FieldName = keyof typeof field;
export type FieldSlot = (typeof field)[FieldName];

export const fieldNames = Object.keys(field) as readonly FieldName[];
export const contextFieldCount = 15;
export const fieldCount = 25;
