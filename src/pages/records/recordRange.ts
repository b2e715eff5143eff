import { dateTime, getTimeZone, rangeUtil } from '@grafana/data';
import type { DateTime, TimeRange } from '@grafana/data';

/** A stretch of time as the picker has it, and as records are asked for by it, ms. */
export interface RecordRange {
  readonly picked: TimeRange;
  readonly from: number;
  /** Undefined: up to now, and what is still to come. */
  readonly to: number | undefined;
}

const usual = { from: 'now-24h', to: 'now' } as const;

/** Reads the range in the URL: words such as `now-6h`, ms since 1970 or ISO; the last 24 hours for what is none of them. */
export function readRange(from: string, to: string): RecordRange {
  const raw = { from: readTime(from) ?? usual.from, to: readTime(to) ?? usual.to };
  const picked = rangeUtil.convertRawToRange(raw, getTimeZone());
  const isWrong = !picked.from.isValid() || !picked.to.isValid();
  const range = isWrong ? rangeUtil.convertRawToRange(usual, getTimeZone()) : picked;
  return {
    picked: range,
    from: range.from.valueOf(),
    to: range.raw.to === 'now' ? undefined : range.to.valueOf(),
  };
}

/** The range as the URL has it; empty for the last 24 hours. */
export function writeRange(picked: TimeRange): { readonly from: string; readonly to: string } {
  const { from, to } = wholeRange(picked);
  return from === usual.from && to === usual.to ? { from: '', to: '' } : { from, to };
}

/** The range in full, as Grafana's own pages take it. */
export function wholeRange({ raw }: TimeRange): { readonly from: string; readonly to: string } {
  return { from: writeTime(raw.from), to: writeTime(raw.to) };
}

function readTime(text: string): string | DateTime | undefined {
  if (/^now([-+/]\w+)*$/.test(text)) return text;
  const time = dateTime(/^\d{1,16}$/.test(text) ? Number(text) : text);
  return text !== '' && time.isValid() ? time : undefined;
}

function writeTime(time: string | DateTime): string {
  return typeof time === 'string' ? time : String(time.valueOf());
}
