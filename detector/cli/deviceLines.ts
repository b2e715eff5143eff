import { countOf } from '../actions/countOf.ts';
import type { DeviceReport, DeviceStatus } from '../actions/devices/deviceReport.ts';
import type { Unregistered } from '../store/devices.ts';
import { utcOffsetText } from '../model/utcOffsetText.ts';
import { table, timeText } from './io.ts';

interface Offered {
  /** What to paste to register it; null where only a person can tell how. */
  readonly command: string | null;
}

/** A device report with the commands that register what nobody did. */
export interface DeviceDocument extends Omit<DeviceReport, 'unregistered' | 'files'> {
  readonly unregistered: readonly (Unregistered & Offered)[];
  readonly files: readonly ({ readonly path: string } & Offered)[];
}

const maxOffers = 20;
const byHand = '(register it by hand: its name holds signs that a shell could misread, or it has none)';

export function deviceLines(document: DeviceDocument): string[] {
  const { devices, unregistered, files, folderFault, lost } = document;
  return [
    ...(devices.length === 0
      ? [
          'No device is registered, so nothing is stored. Register one: device add NAME --file /var/log/Firewall/NAME.log',
        ]
      : stateTable(devices)),
    ...devices.flatMap(unreadableOf),
    ...devices.flatMap(notesOf),
    ...section(
      'Lines that came from nobody who is registered were not stored. To register who sent them:',
      unregistered.map(({ input, host, lines, command }) => {
        const who = host === '' ? input : `${host} (${input})`;
        return [`  ${who}: ${countOf(lines, 'line')}`, `    ${command ?? byHand}`];
      }),
    ),
    ...section(
      'Log files that no device names. To register one:',
      files.map(({ path, command }) => [`  ${path}`, `    ${command ?? byHand}`]),
    ),
    ...(folderFault === null ? [] : ['', folderFault]),
    ...section(
      'Lines lost before they were read:',
      lost.map(({ reason, lines, lastAt }) => [`  ${reason}: ${lines}, last ${timeText(lastAt)}`]),
    ),
  ];
}

function stateTable(devices: readonly DeviceStatus[]): string[] {
  return table(
    ['DEVICE', 'LAST LINE', 'ITS CLOCK', 'LINES', 'RECORDS', 'UNREADABLE', 'LATE', 'FUTURE', 'FROM'],
    devices.map((device) => [
      device.name,
      timeText(device.lastLineAt),
      timeText(device.newestAt),
      ...[device.lines, device.records, unreadableCount(device), device.late, device.future].map(String),
      [...device.hosts, ...device.files, ...device.senders].join(', '),
    ]),
  );
}

function unreadableCount({ unreadable }: DeviceStatus): number {
  return unreadable.reduce((sum, { lines }) => sum + lines, 0);
}

function unreadableOf({ name, unreadable }: DeviceStatus): string[] {
  return section(
    `Unreadable lines of ${name} (--json shows the last few):`,
    unreadable.map(({ reason, meaning, lines }) => [`  ${reason}: ${lines}. ${meaning}`]),
  );
}

function notesOf({
  name,
  otherTypes,
  unknownWords,
  strangeWords,
  likelyTimeZoneOffset: offset,
}: DeviceStatus): string[] {
  return section(`Notes on ${name}:`, [
    ...(otherTypes > 0 ? [[`  ${countOf(otherTypes, 'line')} of other log types, which nothing is detected in`]] : []),
    ...(unknownWords > 0
      ? [[`  ${countOf(unknownWords, 'record')} with a word that is not known: ${strangeWords.join(', ')}`]]
      : []),
    ...(offset === null
      ? []
      : [[`  Its time zone is wrong: its lines say ${utcOffsetText(offset)}. Set it on the page Devices.`]]),
  ]);
}

function section(heading: string, entries: readonly (readonly string[])[]): string[] {
  if (entries.length === 0) return [];
  const more = entries.length - maxOffers;
  return [
    '',
    heading,
    ...entries.slice(0, maxOffers).flat(),
    ...(more > 0 ? [`  … and ${more} more: --json shows all.`] : []),
  ];
}
