import { field } from './field.ts';
import type { FieldSlot } from './field.ts';

/**
 * How far a value can be trusted to end where it seems to:
 * `fixed` has an alphabet without `; `, `identifier` too unless it holds a threat's name, `free` is written by the
 * firewall's admin, `stranger` by anyone on the internet.
 */
export type ValueKind = 'fixed' | 'identifier' | 'free' | 'stranger';

export interface FormatVariable {
  readonly slot?: FieldSlot;
  readonly kind: ValueKind;
  /** The firewall leaves it empty in TRAFFIC logs. */
  readonly threatOnly?: boolean;
}

/** PAN-OS's format variables; one that is not here may be the stranger's and is kept in the record's detail. */
export const formatVariables: Readonly<Partial<Record<string, FormatVariable>>> = {
  src: { slot: field.source, kind: 'fixed' },
  dst: { slot: field.destination, kind: 'fixed' },
  sport: { slot: field.sourcePort, kind: 'fixed' },
  dport: { slot: field.destinationPort, kind: 'fixed' },
  action: { slot: field.action, kind: 'fixed' },
  type: { slot: field.type, kind: 'fixed' },
  subtype: { slot: field.subtype, kind: 'fixed' },
  severity: { slot: field.severity, kind: 'fixed' },
  direction: { slot: field.direction, kind: 'fixed' },
  proto: { slot: field.protocol, kind: 'fixed' },
  app: { slot: field.application, kind: 'fixed' },
  rule_uuid: { slot: field.ruleId, kind: 'fixed' },
  session_end_reason: { slot: field.endReason, kind: 'fixed' },
  threatid: { slot: field.threatId, kind: 'identifier' },
  rule: { slot: field.rule, kind: 'free' },
  srcloc: { slot: field.sourceLocation, kind: 'free' },
  dstloc: { slot: field.destinationLocation, kind: 'free' },
  from: { slot: field.sourceZone, kind: 'free' },
  to: { slot: field.destinationZone, kind: 'free' },
  srcuser: { slot: field.user, kind: 'stranger' },
  threat_name: { slot: field.threatName, kind: 'stranger', threatOnly: true },
  misc: { kind: 'stranger', threatOnly: true },
  time_generated: { slot: field.generatedTime, kind: 'fixed' },
  high_res_timestamp: { slot: field.highResTime, kind: 'fixed' },
  serial: { kind: 'fixed' },
  seqno: { kind: 'fixed' },
  sessionid: { kind: 'fixed' },
  repeatcnt: { kind: 'fixed' },
  vsys: { kind: 'fixed' },
  natsrc: { kind: 'fixed' },
  natdst: { kind: 'fixed' },
  natsport: { kind: 'fixed' },
  natdport: { kind: 'fixed' },
  inbound_if: { kind: 'fixed' },
  outbound_if: { kind: 'fixed' },
  flags: { kind: 'fixed' },
  actionflags: { kind: 'fixed' },
  bytes: { kind: 'fixed' },
  bytes_sent: { kind: 'fixed' },
  bytes_received: { kind: 'fixed' },
  packets: { kind: 'fixed' },
  pkts_sent: { kind: 'fixed' },
  pkts_received: { kind: 'fixed' },
  elapsed: { kind: 'fixed' },
  start: { kind: 'fixed' },
  logset: { kind: 'free' },
  category: { kind: 'free' },
  device_name: { kind: 'free' },
  vsys_name: { kind: 'free' },
};

/** Variables that can be a format's only time, the one that is asked for first. */
export const timeVariables: readonly string[] = [
  'time_received',
  'receive_time',
  'time_generated',
  'high_res_timestamp',
];

/** Variables that no record can do without; a time comes on top. */
export const requiredVariables: readonly string[] = ['src', 'dst', 'dport', 'action', 'type'];
