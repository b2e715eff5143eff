import { isIP } from 'node:net';
import type { DeviceFormat, FormatField } from '../../detector/parse/deviceFormat.ts';
import { field } from '../../detector/parse/field.ts';
import { parseLogTime } from '../../detector/parse/logTime.ts';

/** A way to read a line: each label of the format that stands for a field, with the text up to the next one. */
export type Reading = readonly { readonly field: FormatField; readonly value: string }[];

/**
 * The one way to read a message (without its tail), or how many there are, by trying every label at every place; where there
 * are several, those count whose values a firewall can have written. Slow: for short texts.
 */
export function readExhaustively(message: string, format: DeviceFormat): Reading | 'none' | 'several' {
  const text = format.isPairs ? `; ${message}` : message;
  const labels = labelsOf(text, format);
  const first = labels.filter(({ at, index }) => (format.isPairs ? at === labels[0].at : at === 0 && index === 0));
  const readings = first.flatMap((label) => readingsFrom(text, label, labels, format));
  if (readings.length === 0) return 'none';
  if (readings.length === 1) return readings[0];
  const possible = readings.filter((reading) => isPossible(reading, format));
  return possible.length === 1 ? possible[0] : 'several';
}

interface Label {
  readonly at: number;
  readonly index: number;
}

function labelsOf(text: string, { fields }: DeviceFormat): readonly Label[] {
  const labels = fields.map(({ label }) => label.toString('latin1'));
  return Array.from(text, (_, at) =>
    labels.flatMap((label, index) => (text.startsWith(label, at) ? [{ at, index }] : [])),
  ).flat();
}

function readingsFrom(
  text: string,
  { at, index }: Label,
  all: readonly Label[],
  format: DeviceFormat,
): readonly Reading[] {
  const found = format.fields[index];
  const isLast = index === format.fields.length - 1;
  const start = at + found.label.length;
  const labels = all.filter((label) => label.at >= start);
  const further = labels
    .filter((next) => mayEnd(found, index, next, labels, format))
    .flatMap((next) =>
      readingsFrom(text, next, labels, format).map((rest) => [
        { field: found, value: text.slice(start, next.at) },
        ...rest,
      ]),
    );
  const mayRunToTheEnd = found.kind === 'stranger' || !format.isPairs ? isLast : labels.length === 0;
  return mayRunToTheEnd ? [...further, [{ field: found, value: text.slice(start) }]] : further;
}

function mayEnd(
  found: FormatField,
  index: number,
  next: Label,
  labels: readonly Label[],
  { isPairs }: DeviceFormat,
): boolean {
  if (found.kind === 'stranger') return next.index === index + 1;
  if (isPairs) return next.index > index && labels.every(({ at }) => at >= next.at);
  return next.index === index + 1 && labels.every((other) => other.index !== next.index || other.at >= next.at);
}

const { source, destination, destinationPort, action, time, type } = field;
const required = [source, destination, destinationPort, action, time, type];

/** Whether a firewall can have written it, and a record comes of it. */
function isPossible(reading: Reading, format: DeviceFormat): boolean {
  const isTraffic = reading.some(
    ({ field: { slot }, value }) => slot === field.type && firstOf(value, format).trim() === 'TRAFFIC',
  );
  const slots = reading.map(({ field: { slot } }) => slot);
  if (!required.every((slot) => slots.includes(slot))) return false;
  return reading.every(({ field: found, value }) => {
    if (isTraffic && found.threatOnly) return value === '';
    if (found.kind !== 'fixed') return true;
    const [own, ...pairs] = format.isPairs ? value.split('; ') : [value];
    return isPossibleText(own.trimStart(), found.slot) && pairs.every((pair) => /^[A-Za-z][\w-]*=/.test(pair));
  });
}

function isPossibleText(text: string, slot: FormatField['slot']): boolean {
  if (slot === field.source || slot === field.destination) return isIP(text) > 0;
  if (slot === field.sourcePort || slot === field.destinationPort)
    return text === '' || (/^\d{1,5}$/.test(text) && Number(text) < 65_536);
  if (slot === field.time) return parseLogTime(text) !== undefined;
  if ((slot === field.type || slot === field.action) && text === '') return false;
  return /^[\w .:/()+-]*$/.test(text);
}

function firstOf(value: string, { isPairs }: DeviceFormat): string {
  return isPairs ? value.split('; ')[0] : value;
}
