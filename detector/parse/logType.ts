import type { RecordType } from '../model/record.ts';
import type { Reason } from './reasons.ts';
import { createWordSet } from './wordSet.ts';

const traffic = createWordSet(['traffic']);
const threat = createWordSet(['threat']);

/** Log types of PAN-OS, Panorama and Strata Logging Service that nothing is detected in. */
const others = createWordSet([
  ...[
    'audit',
    'auth',
    'authentication',
    'config',
    'correlation',
    'corr',
    'data',
    'decryption',
    'dns',
    'file',
    'globalprotect',
  ],
  ...['gtp', 'hip-match', 'hip match', 'hipmatch', 'iptag', 'ip-tag', 'sctp', 'sctp-log', 'sdwan', 'system', 'tunnel'],
  ...['tunnel-inspection', 'url', 'userid', 'user-id', 'wildfire'],
]);

/** The type of record that a log type in `bytes[start, end)` makes, in any capitals, or why it makes none. */
export function readLogType(bytes: Uint8Array, start: number, end: number): RecordType | Reason {
  if (traffic.has(bytes, start, end)) return 'TRAFFIC';
  if (threat.has(bytes, start, end)) return 'THREAT';
  return others.has(bytes, start, end) ? 'other-type' : 'type';
}
