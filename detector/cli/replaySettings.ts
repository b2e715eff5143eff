import { serverTimeZone } from '../setup/serverTimeZone.ts';
import { MendableError } from '../errors.ts';
import { isTimeZone } from '../time/calendar.ts';
import { checkReplaySettings, defaultSettings } from '../model/settings.ts';
import type { ReplaySettings } from '../model/settings.ts';
import { readJsonFile } from './readJsonFile.ts';

export interface ReplayOptions {
  readonly settings?: string;
  readonly timeZone?: string;
}

export interface ReplayRules {
  readonly settings: ReplaySettings;
  /** The zone that the devices' times are in. */
  readonly deviceTimeZone: string;
}

/** What "settings show --json" prints will do whole: who becomes a device by itself says nothing about lines that are here. */
function forReplay(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'registerNewSenders'));
}

/** The rules that `--settings` and `--time-zone` give to a command without a database; all faults are named at once. */
export function replayRules(options: ReplayOptions): ReplayRules {
  const document = options.settings === undefined ? {} : forReplay(readJsonFile(options.settings, 'settings file'));
  const checked = checkReplaySettings(document, defaultSettings(serverTimeZone()));
  const { timeZone } = options;
  const faults = 'faults' in checked ? [...checked.faults] : [];
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    faults.push(`--time-zone is ${JSON.stringify(timeZone)}: it takes a time zone such as Australia/Sydney.`);
  }
  if (faults.length > 0 || 'faults' in checked) throw new MendableError('settings-wrong', faults.join('\n'));
  return { settings: checked.settings, deviceTimeZone: timeZone ?? checked.settings.timeZone };
}
