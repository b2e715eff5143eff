import { field } from './field.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';

/** The labels of a text in their order, and the offset at which each stands. */
export interface Placement {
  readonly fields: readonly FormatField[];
  readonly positions: readonly number[];
}

type IsStrange = (field: FormatField) => boolean;

/**
 * Places a format's labels in a text whose values may look like labels. What stands before the first value that a
 * stranger wrote is the firewall's own, so its labels are the leftmost ones; so are the rightmost ones after the last such
 * value. Between two such values every reading lies between the leftmost and the rightmost one: where those agree there is
 * but one. Undefined when they don't, or when labels are missing or out of order.
 */
export function placeLabels(text: Buffer, format: DeviceFormat): Placement | undefined {
  const fields = format.isPairs ? format.fields.filter(({ label }) => text.includes(label)) : format.fields;
  const isFollowed = fields.every((each, index) => {
    const following = format.fields[format.fields.indexOf(each) + 1];
    return each.kind !== 'stranger' || fields[index + 1] === following;
  });
  if (!isFollowed) return undefined;
  const positions = place(text, fields, ({ kind }) => kind === 'stranger') ?? placeTraffic(text, fields);
  return positions && { fields, positions };
}

/** In TRAFFIC the firewall leaves a threat's fields empty, so that the user alone is a stranger's. */
function placeTraffic(text: Buffer, fields: readonly FormatField[]): number[] | undefined {
  const typeAt = fields.findIndex(({ slot }) => slot === field.type);
  const first = fields.findIndex(({ kind }) => kind === 'stranger');
  const last = fields.findLastIndex(({ kind }) => kind === 'stranger');
  if (typeAt < 0 || (typeAt > first && typeAt < last)) return undefined;
  const positions = place(text, fields, ({ kind, threatOnly }) => kind === 'stranger' && !threatOnly);
  if (positions === undefined) return undefined;
  const valueAt = (index: number): string =>
    text.toString('latin1', positions[index] + fields[index].label.length, positions[index + 1] ?? text.length);
  if (!/^ *TRAFFIC(; |$)/.test(valueAt(typeAt))) return undefined;
  return fields.every(({ threatOnly }, index) => !threatOnly || valueAt(index) === '') ? positions : undefined;
}

function place(text: Buffer, fields: readonly FormatField[], isStrange: IsStrange): number[] | undefined {
  const first = fields.findIndex(isStrange);
  if (first < 0) return leftmost(text, fields, 0, text.length);
  const last = fields.findLastIndex(isStrange);
  const head = leftmost(text, fields.slice(0, first + 1), 0, text.length);
  if (head === undefined) return undefined;
  const from = head[first] + fields[first].label.length;
  const tail = rightmost(text, fields.slice(last + 1), from, text.length);
  if (tail === undefined) return undefined;
  const until = tail[0] ?? text.length;
  const between = fields.slice(first + 1, last + 1);
  const low = leftmost(text, between, from, until);
  const high = rightmost(text, between, from, until);
  if (low === undefined || high === undefined || low.some((position, index) => position !== high[index]))
    return undefined;
  return [...head, ...low, ...tail];
}

function leftmost(text: Buffer, fields: readonly FormatField[], from: number, until: number): number[] | undefined {
  const positions: number[] = [];
  let at = from;
  for (const { label } of fields) {
    const position = text.indexOf(label, at);
    at = position + label.length;
    if (position < 0 || at > until) return undefined;
    positions.push(position);
  }
  return positions;
}

function rightmost(text: Buffer, fields: readonly FormatField[], from: number, until: number): number[] | undefined {
  const positions: number[] = [];
  let end = until;
  for (const { label } of fields.toReversed()) {
    if (end - label.length < from) return undefined;
    end = text.lastIndexOf(label, end - label.length);
    if (end < from) return undefined;
    positions.push(end);
  }
  return positions.reverse();
}
