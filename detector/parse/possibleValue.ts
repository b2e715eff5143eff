import { readAddress } from '../model/address.ts';
import { pairSeparator } from './deviceFormat.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import { endOfName } from './extraNames.ts';
import { field } from './field.ts';
import { parseLogTime } from './logTime.ts';
import { readPort } from './values.ts';

const scratch = new Uint32Array(4);

/** No firewall writes a word, a number or an identifier of anything else. */
const word = /^[\w .:/()+-]*$/;

/** Whether a firewall can have written `text[start, end)` as the value of a field, with further pairs behind it. */
export function isPossibleValue(
  text: Buffer,
  start: number,
  end: number,
  { slot, kind }: FormatField,
  { isPairs }: DeviceFormat,
): boolean {
  if (kind !== 'fixed') return true;
  const valueEnd = isPairs ? endOfFirst(text, start, end) : end;
  return isFixedValue(text.toString('latin1', start, valueEnd).trimStart(), slot) && arePairs(text, valueEnd, end);
}

/** Whether the log type is TRAFFIC; undefined for every other field. */
export function isTrafficType(text: Buffer, start: number, end: number, { slot }: FormatField): boolean | undefined {
  if (slot !== field.type) return undefined;
  return /^ *TRAFFIC *$/i.test(text.toString('latin1', start, endOfFirst(text, start, end)));
}

function isFixedValue(value: string, slot: FormatField['slot']): boolean {
  const bytes = Buffer.from(value, 'latin1');
  switch (slot) {
    case field.source:
    case field.destination:
      return readAddress(bytes, 0, bytes.length, scratch, 0);
    case field.sourcePort:
    case field.destinationPort:
      return readPort(bytes, 0, bytes.length) >= 0;
    case field.time:
      return parseLogTime(value) !== undefined;
    case field.action:
    case field.type:
      return value !== '' && word.test(value);
    default:
      return word.test(value);
  }
}

function endOfFirst(text: Buffer, start: number, end: number): number {
  const found = text.indexOf(pairSeparator, start);
  return found < 0 || found > end ? end : found;
}

/** Whether `text[start, end)` is nothing but further pairs, each behind its separator. */
export function arePairs(text: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const pair = at + pairSeparator.length;
    if (endOfName(text, pair, end) < 0) return false;
    at = endOfFirst(text, pair, end);
  }
  return true;
}
