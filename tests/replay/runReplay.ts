import { Readable } from 'node:stream';
import { replay } from '../../detector/pipeline/replay.ts';
import type { ReplayDocument } from '../../detector/pipeline/replay.ts';
import { checkReplaySettings, defaultSettings } from '../../detector/model/settings.ts';

/** What `replay FILE… --settings … --time-zone … --json` prints on a server whose own zone is UTC. */
export function runReplay(
  files: readonly string[],
  settingsDocument: unknown,
  deviceTimeZone?: string,
): Promise<ReplayDocument> {
  const checked = checkReplaySettings(settingsDocument, defaultSettings('UTC'));
  if ('faults' in checked) throw new Error(checked.faults.join('\n'));
  return replay({
    files,
    stdin: Readable.from([]),
    settings: checked.settings,
    deviceTimeZone: deviceTimeZone ?? checked.settings.timeZone,
    maxContacts: 100_000,
  });
}
