import type { Context } from '../../detector/model/record.ts';

/** What a denied connection from abroad has in common with others of its kind; tests change what they care for. */
export const deniedContext = {
  id: 1,
  deviceId: 1,
  host: 'FW-1',
  input: '/var/log/Firewall/FW-1.log',
  type: 'TRAFFIC',
  subtype: 'drop',
  action: 'deny',
  rule: 'sensor',
  ruleId: '',
  severity: '',
  sourceLocation: 'Romania',
  destinationLocation: 'Australia',
  protocol: '',
  application: '',
  sourceZone: '',
  destinationZone: '',
  direction: '',
  endReason: '',
} as const satisfies Context;
