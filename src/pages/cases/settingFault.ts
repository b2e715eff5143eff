import { rangeFault } from '../../components/rangeFault.ts';
import type { SettingName } from '../../components/settingLabels.ts';
import type { Draft } from './settingFields.ts';
import { isNumberName, numberLimits } from './settingFields.ts';

/** Why a setting will not do as it stands in the form, by the limits that the detector has; undefined: it will. */
export function settingFault(draft: Draft, name: SettingName): string | undefined {
  if (isNumberName(name)) {
    const [minimum, maximum] = numberLimits[name];
    const text = draft[name].trim();
    const isRight = /^\d+$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
    return isRight ? undefined : `Write a whole number from ${minimum} to ${maximum}.`;
  }
  if (name === 'denyRule' && draft[name].length === 0) return 'Name at least one rule.';
  return undefined;
}

/** Why an item of a list will not do; undefined: it will. */
export const itemFaults = {
  ownNetworks: rangeFault,
  'exclusions.destinations': rangeFault,
  'exclusions.ports': (text: string) =>
    /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535
      ? undefined
      : `“${text}” is not a port. Write a whole number from 1 to 65535.`,
} as const;
