import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Device } from '../../model/device.ts';
import { isKnownWord } from '../../model/logWords.ts';
import { reasonTexts } from '../../parse/reasons.ts';
import type { Reason } from '../../parse/reasons.ts';
import { isMatched } from '../../receive/matchFiles.ts';
import type { Queryable } from '../../store/database.ts';
import { deviceStates, listDevices, listUnregistered, wordsOfContexts } from '../../store/devices.ts';
import type { DeviceState, Unregistered } from '../../store/devices.ts';
import { intakeLosses, unreadableLines } from '../../store/counts/intakeReport.ts';
import type { IntakeLoss, UnreadableLines } from '../../store/counts/intakeReport.ts';

/** Everything that is known of who sends lines. */
export interface DeviceReport {
  readonly devices: readonly DeviceStatus[];
  /** Who sends lines that nobody registered, the busiest first. */
  readonly unregistered: readonly Unregistered[];
  /** Log files that no device names. */
  readonly files: readonly string[];
  /** Why the folder of log files could not be looked into; null: it could, or is not there. */
  readonly folderFault: string | null;
  readonly lost: readonly IntakeLoss[];
}

export interface DeviceStatus extends Device, Omit<DeviceState, 'deviceId'> {
  readonly unreadable: readonly UnreadableOfDevice[];
  /** Words of its records that the vendor is not known to use, such as `action allowed`. */
  readonly strangeWords: readonly string[];
}

interface UnreadableOfDevice {
  readonly reason: string;
  readonly meaning: string;
  readonly lines: number;
  readonly lastAt: number;
  readonly samples: readonly string[];
}

const nothingYet: Omit<DeviceState, 'deviceId'> = {
  ...{ lines: 0, records: 0, late: 0, future: 0, newestAt: null, lastLineAt: null, lastFutureAt: null },
  ...{ otherTypes: 0, unknownWords: 0, likelyTimeZoneOffset: null },
};
/** Of each field of each device; a firewall uses about ten. */
const maxWords = 100;
const logSuffix = '.log';
/** Strangers make files where rsyslog names them by the host name in a line. */
const maxStrayFiles = 1_000;

export async function reportDevices(database: Queryable, logFolder: string): Promise<DeviceReport> {
  const devices = await listDevices(database);
  const states = await deviceStates(database);
  const unreadable = await unreadableLines(database);
  const hasUnknown = states.some(({ unknownWords }) => unknownWords > 0);
  const words = hasUnknown ? await wordsOfContexts(database, maxWords) : [];
  const statusOf = (device: Device): DeviceStatus => {
    const state = states.find(({ deviceId }) => deviceId === device.id) ?? nothingYet;
    const { lines, records, late, future, newestAt, lastLineAt, lastFutureAt } = state;
    const { otherTypes, unknownWords, likelyTimeZoneOffset } = state;
    const ofDevice = unreadable.filter(({ deviceId }) => deviceId === device.id);
    return {
      ...device,
      ...{ lines, records, late, future, newestAt, lastLineAt, lastFutureAt },
      ...{ otherTypes, unknownWords, likelyTimeZoneOffset },
      unreadable: ofDevice.map(withMeaning),
      strangeWords: words
        .filter(({ deviceId, field, word }) => deviceId === device.id && !isKnownWord(field, word))
        .map(({ field, word }) => `${field} ${word}`),
    };
  };
  const patterns = devices.flatMap((device) => device.files);
  return {
    devices: devices.map(statusOf),
    unregistered: await listUnregistered(database),
    ...(await findStrayFiles(logFolder, patterns)),
    lost: await intakeLosses(database),
  };
}

function withMeaning({ reason, lines, lastAt, samples }: UnreadableLines): UnreadableOfDevice {
  return { reason, meaning: reasonTexts[reason as Reason], lines, lastAt, samples };
}

/** Log files in the folder that no pattern names, at most 1,000 of them. */
export async function findStrayFiles(
  folder: string,
  patterns: readonly string[],
): Promise<Pick<DeviceReport, 'files' | 'folderFault'>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(logSuffix))
      .map((entry) => join(folder, entry.name));
    const stray = paths.filter((path) => !isMatched(path, patterns)).sort();
    return { files: stray.slice(0, maxStrayFiles), folderFault: null };
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code !== 'ENOENT';
    return { files: [], folderFault: isThere ? `${folder} can't be looked into: ${messageOf(error)}.` : null };
  }
}
