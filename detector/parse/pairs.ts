import { skipSpaces, startsWith } from './ascii.ts';
import { pairSeparator } from './deviceFormat.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import { endOfName, extraSlot } from './extraNames.ts';
import { maxExtras } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { endOfPair } from './words.ts';

/** The index of the field whose label stands at `at`, `from` or a later one; -1 when it is none. */
export function indexOfLabel(
  bytes: Buffer,
  at: number,
  end: number,
  fields: readonly FormatField[],
  from: number,
): number {
  for (let index = from; index < fields.length; index++) {
    if (startsWith(bytes, at, end, fields[index].pairLabel)) return index;
  }
  return -1;
}

export function takeValue(bytes: Buffer, start: number, end: number, found: FormatField, spans: FieldSpans): void {
  const { slot } = found;
  if (slot !== undefined) {
    spans.starts[slot] = found.kind === 'fixed' ? skipSpaces(bytes, start, end) : start;
    spans.ends[slot] = end;
  } else if (end > start) {
    spans.extras.push({ name: found.name, start, end });
  }
}

/**
 * Takes the pair at `at`, one that the format has no label for, and returns where the next pair starts; -1 when it is
 * none: a label of the format out of its place, too many pairs, or a name that is not in the table where `mayBeUnknown` is false.
 */
export function takeFurtherPair(
  bytes: Buffer,
  at: number,
  end: number,
  format: DeviceFormat,
  mayBeUnknown: boolean,
  spans: FieldSpans,
): number {
  const nameEnd = endOfName(bytes, at, end);
  if (nameEnd < 0 || spans.extras.length >= maxExtras || indexOfLabel(bytes, at, end, format.fields, 0) >= 0) return -1;
  const slot = extraSlot(bytes, at, nameEnd);
  if (slot === undefined && !mayBeUnknown) return -1;
  const start = nameEnd + 1;
  const valueEnd = endOfPair(spans.view, start, end);
  if (slot === undefined || slot === 'named' || spans.starts[slot] >= 0) {
    spans.extras.push({ name: bytes.toString('latin1', at, nameEnd), start, end: valueEnd });
  } else {
    spans.starts[slot] = start;
    spans.ends[slot] = valueEnd;
  }
  return valueEnd + pairSeparator.length;
}
