import { isDeepStrictEqual } from 'node:util';
import { parseEntryRange } from '../../block/parseEntryRange.ts';
import type { Device } from '../../model/device.ts';
import { formatCidr } from '../../model/cidr.ts';
import { checkSettings } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import type { AllowEntry } from '../../store/blacklist/allowEntries.ts';
import type { NewDevice } from '../../store/devices.ts';
import type { ConfigurationDocument } from './configurationDocument.ts';
import { canonicalDevice, clashesWith, deviceFaults } from '../devices/deviceRules.ts';

export interface Standing {
  readonly settings: Settings;
  readonly devices: readonly Device[];
  readonly allowlist: readonly AllowEntry[];
}

export interface ImportPlan {
  /** A sentence for each change. */
  readonly changes: readonly string[];
  readonly faults: readonly string[];
  /** Undefined: they stay as they are. */
  readonly settings: Settings | undefined;
  readonly added: readonly NewDevice[];
  readonly changed: readonly Device[];
  readonly allowed: readonly Pick<AllowEntry, 'range' | 'reason' | 'expiresAt'>[];
}

/** What a document would change; it adds and changes, and takes nothing away. */
export function planImport(document: ConfigurationDocument, standing: Standing, nowMs: number): ImportPlan {
  const settings = planSettings(document, standing.settings);
  const devices = planDevices(document, standing.devices);
  const allowlist = planAllowlist(document, standing.allowlist, nowMs);
  return {
    ...{ settings: settings.settings, added: devices.added, changed: devices.changed, allowed: allowlist.allowed },
    changes: [settings, devices, allowlist].flatMap(({ changes }) => changes),
    faults: [settings, devices, allowlist].flatMap(({ faults }) => faults),
  };
}

function planSettings(document: ConfigurationDocument, before: Settings) {
  const checked = checkSettings(document.settings ?? {}, before);
  if ('faults' in checked) {
    return { settings: undefined, changes: [], faults: checked.faults.map((fault) => `settings: ${fault}`) };
  }
  const after = checked.settings;
  const changes = Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(value, before[name as keyof Settings]))
    .map(([name, value]) => `The setting ${name} becomes ${shorten(JSON.stringify(value))}.`);
  return { settings: changes.length > 0 ? after : undefined, changes, faults: [] };
}

function planDevices({ devices = [] }: ConfigurationDocument, before: readonly Device[]) {
  const idOf = (name: string) => before.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id;
  const wanted = devices.map(canonicalDevice);
  const untouched = before.filter((one) => !wanted.some(({ name }) => idOf(name) === one.id));
  const faults = wanted.flatMap((device, i) => {
    const earlier = wanted.slice(0, i);
    const isTwice = earlier.some(({ name }) => name.toLowerCase() === device.name.toLowerCase());
    const found = [
      ...deviceFaults(device),
      ...(isTwice ? ['It stands there twice: leave one out.'] : clashesWith(device, [...untouched, ...earlier])),
    ];
    return found.map((fault) => `devices, ${JSON.stringify(device.name)}: ${fault}`);
  });
  const added = wanted.filter(({ name }) => idOf(name) === undefined);
  const changed = wanted.flatMap((device) => {
    const id = idOf(device.name);
    const known = before.find((one) => one.id === id);
    return id === undefined || isDeepStrictEqual({ ...device, id }, { ...known }) ? [] : [{ ...device, id }];
  });
  const changes = [
    ...added.map(({ name }) => `The device ${name} is registered.`),
    ...changed.map(({ name }) => `The device ${name} is changed.`),
  ];
  return { added, changed, changes, faults };
}

function planAllowlist({ allowlist = [] }: ConfigurationDocument, before: readonly AllowEntry[], nowMs: number) {
  const faults: string[] = [];
  const standing = new Map(before.map((entry) => [entry.range, entry]));
  const wanted = new Map<string, ImportPlan['allowed'][number]>();
  for (const { range: text, reason, expiresAt } of allowlist) {
    const cidr = parseEntryRange(text, 'allow');
    if (typeof cidr === 'string') faults.push(`allowlist: ${cidr}`);
    else if (reason.trim() === '') faults.push(`allowlist: ${text} has no reason: say why, for whoever asks later.`);
    else if (expiresAt === null || expiresAt > nowMs) {
      const range = formatCidr(cidr);
      const known = standing.get(range);
      if (known?.reason !== reason.trim() || known.expiresAt !== expiresAt) {
        wanted.set(range, { range, reason: reason.trim(), expiresAt });
      }
    }
  }
  const changes = [...wanted.keys()].map((range) =>
    standing.has(range) ? `${range} gets another reason or end on the allowlist.` : `${range} goes on the allowlist.`,
  );
  return { allowed: [...wanted.values()], changes, faults };
}

const maxShown = 200;

function shorten(text: string): string {
  return text.length <= maxShown ? text : `${text.slice(0, maxShown)} …`;
}
