import { formatAddress } from '../../detector/model/address.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import type { Context, Detail } from '../../detector/model/record.ts';
import { createContextTable } from '../../detector/parse/contextTable.ts';
import type { DeviceFormat } from '../../detector/parse/deviceFormat.ts';
import { createLineReader } from '../../detector/parse/lineReader.ts';
import type { Reason } from '../../detector/parse/reasons.ts';

/** No line of a test stands for more. */
const maxRecords = 10;

/** A record as tests compare it. */
export interface ReadRecord extends Context {
  readonly at: number;
  readonly alternativeAt: number;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly detail: Detail | undefined;
}

export interface ReadingOptions {
  readonly timeZone?: string;
  readonly format?: DeviceFormat;
  readonly isFramed?: boolean;
}

/** Reads one line as the detector would; several records where it stands for several. */
export function readAll(
  line: string | Uint8Array,
  { timeZone = 'UTC', format, isFramed = false }: ReadingOptions = {},
): ReadRecord[] | Reason {
  const contexts = createContextTable({ maxContexts: 100 });
  const reader = createLineReader({ contexts });
  const batch = createRecordBatch(maxRecords);
  const bytes = Buffer.concat([Buffer.from(line), Buffer.from('\n')]);
  const reading = { deviceId: 1, timeZone, ...(format && { format }) };
  const end = reader.readLines(bytes, 0, bytes.length, { input: 'test', isFramed, deviceOf: () => reading }, batch);
  if (end !== bytes.length) throw new Error('the line was not taken');
  const { devices, unreadable } = reader.takeCounts();
  if (devices[0].otherTypes > 0) return 'other-type';
  if (unreadable.length > 0) return unreadable[0].reason;
  return Array.from({ length: batch.length }, (_, row) => {
    return {
      ...contextOf(contexts.contexts[batch.context[row]]),
      at: batch.at[row],
      alternativeAt: batch.alternativeAt[row],
      source: formatAddress(batch.source, 4 * row),
      sourcePort: batch.sourcePort[row],
      destination: formatAddress(batch.destination, 4 * row),
      destinationPort: batch.destinationPort[row],
      detail: batch.detail[row],
    };
  });
}

function contextOf(context: Context | undefined): Context {
  if (context === undefined) throw new Error('the record has no context');
  return context;
}

/** The record of a line that has to be readable. */
export function readRecord(line: string | Uint8Array, options?: ReadingOptions): ReadRecord {
  const record = readOne(line, options);
  if (typeof record === 'string') throw new Error(`unreadable: ${record}`);
  return record;
}

/** The record of a line (the first of several), or why there is none. */
export function readOne(line: string | Uint8Array, options?: ReadingOptions): ReadRecord | Reason {
  const records = readAll(line, options);
  return typeof records === 'string' ? records : records[0];
}

/** The values of one log line. */
export interface LineFields {
  readonly sourceLocation: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly user: string;
  readonly destinationLocation: string;
  readonly destination: string;
  readonly destinationPort: string;
  readonly action: string;
  readonly rule: string;
  readonly ruleId: string;
  readonly time: string;
  readonly threatName: string;
  readonly threatId: string;
  readonly severity: string;
  readonly subtype: string;
  readonly type: 'TRAFFIC' | 'THREAT';
}

export const trafficFields: LineFields = {
  sourceLocation: 'Romania',
  source: '45.142.193.118',
  sourcePort: '40122',
  user: '',
  destinationLocation: 'Australia',
  destination: '203.0.113.7',
  destinationPort: '443',
  action: 'drop',
  rule: 'Active Defense sensor',
  ruleId: '9d3c2b1a-0f1e-4d2c-8b3a-4c5d6e7f8091',
  time: '2026/11/20 21:16:05',
  threatName: '',
  threatId: '',
  severity: '',
  subtype: 'drop',
  type: 'TRAFFIC',
};

export const threatFields: LineFields = {
  ...trafficFields,
  action: 'reset-both',
  threatName: 'Palo Alto Networks GlobalProtect OS Command Injection Vulnerability(95187)',
  threatId: '95187',
  severity: 'critical',
  subtype: 'vulnerability',
  type: 'THREAT',
};

export const header = '<14>Nov 20 21:16:05 LAB-FW-01 ';

/** The message as a firewall with the documented format prints it. */
export function printKeyValue(line: LineFields): string {
  return (
    `SrcLocation=${line.sourceLocation}; SrcIP=${line.source}; SrcPort=${line.sourcePort}; SrcUser=${line.user}; ` +
    `DstLocation=${line.destinationLocation}; DstIP=${line.destination}; DstPort=${line.destinationPort}; ` +
    `Action=${line.action}; RuleName=${line.rule}; RuleID=${line.ruleId}; TimeReceived=${line.time}; ` +
    `ThreatName=${line.threatName}; ThreatID=${line.threatId}; Severity=${line.severity}; Subtype=${line.subtype}; Type= ${line.type};`
  );
}

/** What a stranger puts into `misc` of a THREAT line and a user agent. */
export interface CsvExtras {
  readonly misc?: string;
  readonly userAgent?: string;
}

/** The message in PAN-OS 9's default CSV. */
export function printCsv(line: LineFields, { misc = '', userAgent = '' }: CsvExtras = {}): string {
  const isThreat = line.type === 'THREAT';
  const shared = [
    ...[
      '1',
      line.time,
      '0123456789',
      line.type,
      line.subtype,
      '2304',
      line.time,
      line.source,
      line.destination,
      '0.0.0.0',
      '0.0.0.0',
    ],
    ...[
      line.rule,
      line.user,
      '',
      'web-browsing',
      'vsys1',
      'untrust',
      'trust',
      'ethernet1/1',
      'ethernet1/2',
      'logs',
      line.time,
    ],
    ...['4711', '1', line.sourcePort, line.destinationPort, '0', '0', '0x0', 'tcp', line.action],
  ];
  const threat = [
    ...[misc, `${line.threatName}(${line.threatId})`, 'any', line.severity, 'client-to-server', '99', '0x0'],
    ...[
      line.sourceLocation,
      line.destinationLocation,
      '0',
      '',
      '0',
      '',
      '',
      '1',
      userAgent,
      ...Array<string>(29).fill(''),
      line.ruleId,
      '0',
    ],
  ];
  const traffic = [
    ...[
      '74',
      '74',
      '0',
      '1',
      line.time,
      '0',
      'any',
      '0',
      '99',
      '0x0',
      line.sourceLocation,
      line.destinationLocation,
      '0',
      '1',
      '0',
    ],
    ...['policy-deny', ...Array<string>(18).fill('0'), line.ruleId, '0'],
  ];
  return [...shared, ...(isThreat ? threat : traffic)].map(quoted).join(',');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
