export type NumberName =
  | 'portScan.ports'
  | 'portScan.minutes'
  | 'portSweep.addresses'
  | 'portSweep.minutes'
  | 'blockMonths'
  | 'logMonths'
  | 'listCapacity';
export type WordName =
  | 'portScan.count'
  | 'portScan.mode'
  | 'portSweep.count'
  | 'portSweep.mode'
  | 'vulnerability.level'
  | 'vulnerability.mode'
  | 'timeZone';
export type ListName =
  | 'denyRule'
  | 'ownNetworks'
  | 'exclusions.threatIds'
  | 'exclusions.rules'
  | 'exclusions.ports'
  | 'exclusions.destinations';
/** Names of a setting from the outside in. */
export type SettingName = NumberName | WordName | ListName | 'registerNewSenders';

/** What each setting is called, in the order in which people meet them. */
export const settingLabels: Readonly<Record<SettingName, string>> = {
  'portScan.ports': 'Port scan, ports',
  'portScan.minutes': 'Port scan, minutes',
  'portScan.count': 'Port scan, records',
  'portScan.mode': 'Port scan, outcome',
  'portSweep.addresses': 'Port sweep, addresses',
  'portSweep.minutes': 'Port sweep, minutes',
  'portSweep.count': 'Port sweep, records',
  'portSweep.mode': 'Port sweep, outcome',
  'vulnerability.level': 'Vulnerability attack, severity',
  'vulnerability.mode': 'Vulnerability attack, outcome',
  ownNetworks: 'Own networks',
  denyRule: 'Deny rules',
  'exclusions.threatIds': 'Threat IDs left out',
  'exclusions.rules': 'Rules left out',
  'exclusions.ports': 'Ports left out',
  'exclusions.destinations': 'Destinations left out',
  blockMonths: 'Months that a block lasts',
  logMonths: 'Months that records are kept',
  listCapacity: 'Entries that the firewall takes',
  timeZone: 'Time zone',
  registerNewSenders: 'Register new senders',
};
export const settingNames = Object.keys(settingLabels) as SettingName[];
