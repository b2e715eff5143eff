import { field } from './field.ts';
import type { FieldSlot } from './field.ts';
import type { Reason } from './reasons.ts';

/**
 * What a column's name means, in PAN-OS's field descriptions, its variables and Strata Logging Service's names; compared
 * without regard to case and to anything but letters and digits.
 */
const namesBySlot: readonly (readonly [slot: FieldSlot, names: readonly string[]])[] = [
  [field.type, ['type', 'logtype']],
  [field.subtype, ['subtype', 'logsubtype', 'threatcontenttype', 'contenttype']],
  [field.time, ['receivetime', 'timereceived', 'logtime', 'timereceivedmanagementplane']],
  [field.generatedTime, ['generatedtime', 'generatetime', 'timegenerated']],
  [field.highResTime, ['highrestimestamp', 'highresolutiontimestamp', 'highrestime', 'timegeneratedhighresolution']],
  [field.source, ['src', 'srcip', 'sourceip', 'sourceaddress']],
  [field.destination, ['dst', 'dstip', 'destip', 'destinationip', 'destinationaddress', 'destaddress']],
  [field.sourcePort, ['sport', 'srcport', 'sourceport']],
  [field.destinationPort, ['dport', 'dstport', 'destport', 'destinationport']],
  [field.protocol, ['proto', 'protocol', 'ipprotocol']],
  [field.action, ['action']],
  [field.rule, ['rule', 'rulename', 'rulematched']],
  [field.ruleId, ['ruleuuid', 'ruleid', 'rulematcheduuid']],
  [field.user, ['srcuser', 'sourceuser', 'sourceusername']],
  [field.application, ['app', 'application']],
  [field.sourceZone, ['from', 'fromzone', 'sourcezone', 'srczone']],
  [field.destinationZone, ['to', 'tozone', 'destinationzone', 'destzone', 'dstzone']],
  [field.sourceLocation, ['srcloc', 'sourcelocation', 'sourcecountry']],
  [field.destinationLocation, ['dstloc', 'destinationlocation', 'destlocation', 'destinationcountry']],
  [field.severity, ['severity', 'vendorseverity']],
  [field.direction, ['direction', 'directionofattack']],
  [field.threatName, ['threatname', 'threat']],
  [field.threatId, ['threatid', 'threatnumber']],
  [field.endReason, ['sessionendreason', 'endreason']],
];

const digitNames: readonly (readonly [reason: Reason, names: readonly string[]])[] = [
  ['source-port', namesOf(field.sourcePort)],
  ['destination-port', namesOf(field.destinationPort)],
  ['session-id', ['sessionid']],
  ['record-count', ['repeatcnt', 'repeatcount', 'countofrepeats']],
  ['nat-port', ['natsport', 'natdport', 'natsourceport', 'natdestinationport']],
];

/** The slot of a column's name; undefined for a column that is not used. */
export function slotOfColumn(name: string): FieldSlot | undefined {
  return namesBySlot.find(([, names]) => names.includes(plain(name)))?.[0];
}

/** Why a line is unreadable when a column of this name holds anything but digits; undefined where it may. */
export function digitsOfColumn(name: string): Reason | undefined {
  return digitNames.find(([, names]) => names.includes(plain(name)))?.[0];
}

function namesOf(slot: FieldSlot): readonly string[] {
  return namesBySlot.find(([each]) => each === slot)?.[1] ?? [];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
