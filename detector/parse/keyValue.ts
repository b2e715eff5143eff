import { isDigits, startsWith } from './ascii.ts';
import { pairSeparator } from './deviceFormat.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { indexOfLabel, takeFurtherPair, takeValue } from './pairs.ts';
import { readAwkwardKeyValue } from './awkwardKeyValue.ts';
import type { Reason } from './reasons.ts';
import { endOfPair, hasText } from './words.ts';
import type { WordTexts } from './words.ts';

/**
 * Finds the fields of a message in a format of labels and values. Nearly every line is a plain row of pairs, each once and
 * in order, which is read in one pass: where no value holds `; `, no value can pass for another field. Any other line
 * goes to `readAwkwardKeyValue`.
 */
export function readKeyValue(
  bytes: Buffer,
  start: number,
  end: number,
  format: DeviceFormat,
  spans: FieldSpans,
): Reason | undefined {
  const bodyEnd = end - format.tail.length;
  if (bodyEnd < start || !startsWith(bytes, bodyEnd, end, format.tail)) return 'cut';
  const { pairTexts } = format;
  if (pairTexts !== undefined && readPairs(bytes, start, bodyEnd, format, pairTexts, spans)) return undefined;
  return readAwkwardKeyValue(bytes, start, bodyEnd, format, spans);
}

/** False when the body is anything but a plain row of pairs; spans are then half filled. */
function readPairs(
  bytes: Buffer,
  start: number,
  end: number,
  format: DeviceFormat,
  labels: WordTexts,
  spans: FieldSpans,
): boolean {
  const { fields } = format;
  const { view } = spans;
  let next = 0;
  let last: FormatField | undefined;
  let mayBeUnknown = false;
  for (let at = start; at <= end;) {
    const isNext = next < fields.length && hasText(view, at, end, labels, next);
    const index = isNext ? next : indexOfLabel(bytes, at, end, fields, next + 1);
    if (index >= 0) {
      if (index !== next && last?.kind === 'stranger') return false;
      last = fields[index];
      next = index + 1;
      const valueStart = at + labels.lengths[index];
      const valueEnd = endOfPair(view, valueStart, end);
      takeValue(bytes, valueStart, valueEnd, last, spans);
      mayBeUnknown = last.kind === 'fixed' || (last.kind === 'identifier' && isDigits(bytes, valueStart, valueEnd));
      at = valueEnd + pairSeparator.length;
    } else {
      if (last?.kind === 'stranger' || (last?.kind === 'identifier' && !mayBeUnknown)) return false;
      at = takeFurtherPair(bytes, at, end, format, mayBeUnknown, spans);
      if (at < 0) return false;
      mayBeUnknown = true;
    }
  }
  return true;
}
