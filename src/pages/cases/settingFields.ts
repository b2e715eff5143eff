import type { Answer } from '../../../detector/api/contract/contract.ts';
import type { ListName, NumberName, SettingName, WordName } from '../../components/settingLabels.ts';

export type Revised = Answer<'PATCH /settings'>;
export type Settings = Revised['settings'];

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
  listCapacity: [1, 500_000],
};

export function isNumberName(name: SettingName): name is NumberName {
  return Object.hasOwn(numberLimits, name);
}
