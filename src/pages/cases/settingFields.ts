import type { Answer } from '../../../detector/api/contract/contract.ts';

export type Revised = Answer<'PATCH /settings'>;
export type Settings = Revised['settings'];

export type NumberName =
  'portScan.ports' | 'portScan.minutes' | 'portSweep.addresses' | 'portSweep.minutes' | 'blockMonths' | 'logMonths';
export type WordName =
  | 'portScan.count'
  | 'portScan.mode'
  | 'portSweep.count'
  | 'portSweep.mode'
  | 'vulnerability.level'
  | 'vulnerability.mode'
  | 'timeZone';
export type ListName =
  'denyRule' | 'ownNetworks' | 'leftOut.threatIds' | 'leftOut.rules' | 'leftOut.ports' | 'leftOut.destinations';
export type SettingName = NumberName | WordName | ListName | 'registerNewSenders';

/** What stands in the form: numbers as they are typed, lists as texts. */
export type Draft = Readonly<Record<NumberName | WordName, string>> &
  Readonly<Record<ListName, readonly string[]>> & { readonly registerNewSenders: boolean };

/** Smallest and largest of each number, the same that the detector takes. */
export const numberLimits: Readonly<Record<NumberName, readonly [minimum: number, maximum: number]>> = {
  'portScan.ports': [1, 1000],
  'portScan.minutes': [0, 1440],
  'portSweep.addresses': [2, 1000],
  'portSweep.minutes': [0, 1440],
  blockMonths: [1, 120],
  logMonths: [1, 120],
};

/** What each setting is called, in the order of the page. */
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
  'leftOut.threatIds': 'Threat IDs left out',
  'leftOut.rules': 'Rules left out',
  'leftOut.ports': 'Ports left out',
  'leftOut.destinations': 'Destinations left out',
  blockMonths: 'Months that a block lasts',
  logMonths: 'Months that records are kept',
  timeZone: 'Time zone',
  registerNewSenders: 'Register new senders',
};
export const settingNames = Object.keys(settingLabels) as SettingName[];

export function isNumberName(name: SettingName): name is NumberName {
  return Object.hasOwn(numberLimits, name);
}
