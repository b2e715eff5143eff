import { settingNames } from '../../components/settingLabels.ts';
import type { SettingName } from '../../components/settingLabels.ts';
import type { Draft, Settings } from './settingFields.ts';
import { isNumberName } from './settingFields.ts';

/** The settings as the form has them. */
export function draftOf(settings: Settings): Draft {
  const { portScan, portSweep, vulnerability, exclusions } = settings;
  return {
    'portScan.ports': String(portScan.ports),
    'portScan.minutes': String(portScan.minutes),
    'portScan.count': portScan.count,
    'portScan.mode': portScan.mode,
    'portSweep.addresses': String(portSweep.addresses),
    'portSweep.minutes': String(portSweep.minutes),
    'portSweep.count': portSweep.count,
    'portSweep.mode': portSweep.mode,
    'vulnerability.level': String(vulnerability.level),
    'vulnerability.mode': vulnerability.mode,
    ownNetworks: settings.ownNetworks,
    denyRule: settings.denyRule,
    'exclusions.threatIds': exclusions.threatIds,
    'exclusions.rules': exclusions.rules,
    'exclusions.ports': exclusions.ports.map(String),
    'exclusions.destinations': exclusions.destinations,
    blockMonths: String(settings.blockMonths),
    logMonths: String(settings.logMonths),
    listCapacity: String(settings.listCapacity),
    timeZone: settings.timeZone,
    registerNewSenders: settings.registerNewSenders,
  };
}

/** What a draft would change, in the order of the page; `010` is the same as `10`, and lists are the same in any order. */
export function changedNames(saved: Draft, draft: Draft): SettingName[] {
  return settingNames.filter((name) => sameText(name, saved) !== sameText(name, draft));
}

/** The changes as the API takes them: only what differs, in its groups. */
export function changesOf(draft: Draft, names: readonly SettingName[]): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of names) {
    const [group = '', field] = name.split('.');
    const value = valueOf(draft, name);
    changes[group] = field === undefined ? value : { ...(changes[group] as object | undefined), [field]: value };
  }
  return changes;
}

function valueOf(draft: Draft, name: SettingName): unknown {
  if (name === 'exclusions.ports') return draft[name].map(Number);
  return isNumberName(name) || name === 'vulnerability.level' ? Number(draft[name]) : draft[name];
}

function sameText(name: SettingName, draft: Draft): string {
  const value = draft[name];
  if (typeof value === 'object') return JSON.stringify([...value].sort());
  return isNumberName(name) && /^\s*\d+\s*$/.test(String(value)) ? String(Number(value)) : String(value);
}
