import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import { field } from './field.ts';
import { createReadings } from './readings.ts';
import type { Placement, ReadingRules } from './readings.ts';
import { isPossibleValue, isTrafficType } from './possibleValue.ts';

/**
 * Places a format's labels in a text whose values may look like labels, or says how many ways there are. Where the labels
 * alone leave several, those are no readings that lack what every record has, or in which a value is none that a firewall
 * writes: what is no address, port or time where one belongs, and what is not empty in a threat's fields of TRAFFIC.
 */
export function placeLabels(text: Buffer, format: DeviceFormat): Placement | 'none' | 'several' {
  const readings = createReadings(text, format);
  const structural = readings.find({ isStranger, isPossible: () => true, mayLack: () => true });
  if (structural !== 'several') return structural;
  const possible = [traffic(text, format), notTraffic(text, format)]
    .map((rules) => readings.find(rules))
    .filter((found) => found !== 'none');
  return possible.length === 1 ? possible[0] : 'several';
}

const required: readonly unknown[] = [
  field.source,
  field.destination,
  field.destinationPort,
  field.action,
  field.time,
  field.type,
];

/** What every record has. */
function mayLack({ slot }: FormatField): boolean {
  return !required.includes(slot);
}

function isStranger({ kind }: FormatField): boolean {
  return kind === 'stranger';
}

/** In TRAFFIC the firewall leaves a threat's fields empty. */
function traffic(text: Buffer, format: DeviceFormat): ReadingRules {
  return {
    isStranger: ({ kind, threatOnly }) => kind === 'stranger' && !threatOnly,
    isPossible: (found, start, end) =>
      (!found.threatOnly || start === end) &&
      isTrafficType(text, start, end, found) !== false &&
      isPossibleValue(text, start, end, found, format),
    mayLack,
  };
}

function notTraffic(text: Buffer, format: DeviceFormat): ReadingRules {
  return {
    isStranger,
    isPossible: (found, start, end) =>
      isTrafficType(text, start, end, found) !== true && isPossibleValue(text, start, end, found, format),
    mayLack,
  };
}
