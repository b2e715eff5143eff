import { isDigits } from './ascii.ts';
import { pairSeparator } from './deviceFormat.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import { endOfName, extraSlot } from './extraNames.ts';
import { field } from './field.ts';
import { clearMessage, maxExtras } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { takeFurtherPair, takeValue } from './pairs.ts';
import { arePairs } from './possibleValue.ts';
import { placeLabels } from './placedLabels.ts';
import type { Reason } from './reasons.ts';
import { endOfPair } from './words.ts';

/** Finds the fields of a message whose values may hold text that looks like other fields, or that is not made of pairs. */
export function readAwkwardKeyValue(
  bytes: Buffer,
  start: number,
  end: number,
  format: DeviceFormat,
  spans: FieldSpans,
): Reason | undefined {
  clearMessage(spans);
  const body = bytes.subarray(start, end);
  const text = format.isPairs ? Buffer.concat([Buffer.from(pairSeparator), body]) : body;
  const offset = end - text.length;
  const placement = placeLabels(text, format);
  if (placement === 'several') return 'ambiguous';
  if (placement === 'none') return hasType(text, format) ? 'unknown-format' : 'cut';

  const { fields, positions } = placement;
  if (positions[0] > 0 && !takeFurtherPairs(bytes, start, offset + positions[0], format, false, spans))
    return 'unknown-format';
  for (const [index, found] of fields.entries()) {
    const valueStart = offset + positions[index] + found.label.length;
    const valueEnd = offset + (positions[index + 1] ?? text.length);
    if (!takeValueAndPairs(bytes, valueStart, valueEnd, found, format, spans)) return reasonOf(found, spans);
  }
  return undefined;
}

function reasonOf({ kind }: FormatField, { extras }: FieldSpans): Reason {
  if (extras.length >= maxExtras) return 'too-many-fields';
  return kind === 'identifier' ? 'ambiguous' : 'unknown-format';
}

function hasType(text: Buffer, format: DeviceFormat): boolean {
  return format.fields.some(({ slot, label }) => slot === field.type && text.includes(label));
}

/** False when what follows the value is neither part of it nor further pairs. */
function takeValueAndPairs(
  bytes: Buffer,
  start: number,
  end: number,
  found: FormatField,
  format: DeviceFormat,
  spans: FieldSpans,
): boolean {
  const valueEnd = format.isPairs ? endOfValue(spans, start, end, found) : end;
  if (valueEnd < 0) return false;
  takeValue(bytes, start, valueEnd, found, spans);
  return valueEnd === end || takeFurtherPairs(bytes, valueEnd + pairSeparator.length, end, format, true, spans);
}

/** Where the value ends and further pairs start; -1 when the stranger may have written what looks like such pairs. */
function endOfValue(spans: FieldSpans, start: number, end: number, { kind }: FormatField): number {
  if (kind === 'stranger') return end;
  const pairEnd = endOfPair(spans.view, start, end);
  if (kind === 'fixed' || pairEnd === end) return pairEnd;
  if (kind === 'identifier') {
    if (!arePairs(spans.bytes, pairEnd, end)) return end;
    return isDigits(spans.bytes, start, pairEnd) ? pairEnd : -1;
  }
  return endOfFreeText(spans, pairEnd, end);
}

/** A free text ends where a pair follows whose name is in the table of further pairs. */
function endOfFreeText({ bytes, view }: FieldSpans, firstPairEnd: number, end: number): number {
  let at = firstPairEnd;
  while (at < end) {
    const next = at + pairSeparator.length;
    const nameEnd = endOfName(bytes, next, end);
    if (nameEnd >= 0 && extraSlot(bytes, next, nameEnd) !== undefined) return at;
    at = endOfPair(view, next, end);
  }
  return end;
}

function takeFurtherPairs(
  bytes: Buffer,
  start: number,
  end: number,
  format: DeviceFormat,
  mayFirstBeUnknown: boolean,
  spans: FieldSpans,
): boolean {
  let at = takeFurtherPair(bytes, start, end, format, mayFirstBeUnknown, spans);
  while (at >= 0 && at <= end) at = takeFurtherPair(bytes, at, end, format, true, spans);
  return at >= 0;
}
