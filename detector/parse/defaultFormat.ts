import { compileFormat } from './deviceFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';

/** The key=value format that the documents tell people to set their firewall up with. */
export const defaultFormatText =
  'SrcLocation=$srcloc; SrcIP=$src; SrcPort=$sport; SrcUser=$srcuser; DstLocation=$dstloc; DstIP=$dst; DstPort=$dport; ' +
  'Action=$action; RuleName=$rule; RuleID=$rule_uuid; TimeReceived=$time_received; ThreatName=$threat_name; ' +
  'ThreatID=$threatid; Severity=$severity; Subtype=$subtype; Type= $type;';

const fullerParts =
  ' Serial=$serial; DeviceName=$device_name; Protocol=$proto; GeneratedTime=$time_generated; HighResTime=$high_res_timestamp;';

/** The same with what else detection can use; PAN-OS has other variables for each type of log. */
export const fullerFormatTexts = {
  traffic:
    `${defaultFormatText}${fullerParts} BytesSent=$bytes_sent; BytesReceived=$bytes_received; PacketsSent=$pkts_sent; ` +
    'PacketsReceived=$pkts_received; SessionEndReason=$session_end_reason;',
  threat: `${defaultFormatText}${fullerParts} Direction=$direction;`,
} as const;

export const defaultFormat: DeviceFormat = compileDefault();

function compileDefault(): DeviceFormat {
  const format = compileFormat(defaultFormatText);
  if (typeof format === 'string') throw new Error(format);
  return format;
}
