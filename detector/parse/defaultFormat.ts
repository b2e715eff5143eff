import { compileFormat } from './deviceFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';

/** The key=value format that the documents tell people to set their firewall up with. */
export const defaultFormatText =
  'SrcLocation=$srcloc; SrcIP=$src; SrcPort=$sport; SrcUser=$srcuser; DstLocation=$dstloc; DstIP=$dst; DstPort=$dport; ' +
  'Action=$action; RuleName=$rule; RuleID=$rule_uuid; TimeReceived=$time_received; ThreatName=$threat_name; ' +
  'ThreatID=$threatid; Severity=$severity; Subtype=$subtype; Type= $type;';

export const defaultFormat: DeviceFormat = compileDefault();

function compileDefault(): DeviceFormat {
  const format = compileFormat(defaultFormatText);
  if (typeof format === 'string') throw new Error(format);
  return format;
}
