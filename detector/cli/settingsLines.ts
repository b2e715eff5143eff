import Type from 'typebox';
import { settingsSchema } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { table } from './io.ts';

/** One setting that a person changed, under the key that "settings set" takes. */
export interface SettingChange {
  readonly setting: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One line for each setting, under the key that "settings set" takes. */
export function settingsLines(settings: Settings): string[] {
  const rows = flatten('', settingsSchema, settings).map(([key, value]) => [key, valueText(value)]);
  return table(['SETTING', 'VALUE'], rows);
}

export function settingChanges(before: Settings, after: Settings): SettingChange[] {
  const old = new Map(flatten('', settingsSchema, before));
  return flatten('', settingsSchema, after)
    .map(([setting, value]) => ({ setting, before: old.get(setting), after: value }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** What was and what is; an emptied list of own networks has an effect that nobody expects. */
export function changeLines(changes: readonly SettingChange[]): string[] {
  if (changes.length === 0) return ['Nothing changed: the settings were so already.'];
  return changes.flatMap(({ setting, before, after }) => [
    `${setting}: ${valueText(before)} → ${valueText(after)}`,
    ...(setting === 'ownNetworks' && isEmpty(after)
      ? ['  With no own networks every destination counts, and none of your addresses is kept from being blocked.']
      : []),
  ]);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function valueText(value: unknown): string {
  if (isEmpty(value)) return '(none)';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** In the schema's order: what was stored as JSON has lost its own. */
function flatten(path: string, schema: Type.TSchema, value: unknown): [string, unknown][] {
  if (!Type.IsObject(schema)) return [[path, value]];
  return Object.entries(schema.properties).flatMap(([key, field]) => {
    return flatten(path === '' ? key : `${path}.${key}`, field, (value as Record<string, unknown>)[key]);
  });
}
