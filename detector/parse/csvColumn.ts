import { backslash, quote } from './ascii.ts';
import type { Reason } from './reasons.ts';

/** How a quote inside a quoted column is written: twice, as PAN-OS does, or after a backslash, as some relays do. */
export type Escape = 'doubled' | 'backslash';

/** One column of a CSV message; used again for the next one. */
export interface CsvColumn {
  start: number;
  end: number;
  /** Where the next column starts; past the message's end for its last column. */
  next: number;
  /** Its text holds escapes that `unescapeColumn` takes out. */
  isEscaped: boolean;
  /** Since the message began a quoted column had a backslash before a quote: the two ways to escape differ. */
  hasBackslashQuote: boolean;
  /** What stands between two columns. */
  readonly delimiter: number;
}

export function createCsvColumn(delimiter: number): CsvColumn {
  return { start: 0, end: 0, next: 0, isEscaped: false, hasBackslashQuote: false, delimiter };
}

/** Reads the column at `at`; a column in quotes may be in `\"` when a relay escaped the whole line. */
export function readColumn(
  bytes: Buffer,
  at: number,
  end: number,
  escape: Escape,
  column: CsvColumn,
): Reason | undefined {
  if (bytes[at] === quote) return readQuoted(bytes, at + 1, end, escape, column);
  if (bytes[at] === backslash && bytes[at + 1] === quote && at + 1 < end)
    return readBackslashQuoted(bytes, at + 2, end, column);
  const { delimiter } = column;
  let columnEnd = at;
  while (columnEnd < end && bytes[columnEnd] !== delimiter) columnEnd++;
  return close(bytes, at, columnEnd, columnEnd, end, false, column);
}

function readQuoted(bytes: Buffer, start: number, end: number, escape: Escape, column: CsvColumn): Reason | undefined {
  let isEscaped = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === backslash && bytes[at + 1] === quote) column.hasBackslashQuote = true;
    if (byte === (escape === 'doubled' ? quote : backslash) && at + 1 < end && isEscapable(bytes[at + 1], escape)) {
      isEscaped = true;
      at++;
    } else if (byte === quote) {
      return close(bytes, start, at, at + 1, end, isEscaped, column);
    }
  }
  return 'cut';
}

function isEscapable(byte: number, escape: Escape): boolean {
  return byte === quote || (escape === 'backslash' && byte === backslash);
}

function readBackslashQuoted(bytes: Buffer, start: number, end: number, column: CsvColumn): Reason | undefined {
  const closing = bytes.indexOf('\\"', start);
  if (closing < 0 || closing + 2 > end) return 'cut';
  return close(bytes, start, closing, closing + 2, end, false, column);
}

function close(
  bytes: Buffer,
  start: number,
  end: number,
  after: number,
  messageEnd: number,
  isEscaped: boolean,
  column: CsvColumn,
): Reason | undefined {
  if (after < messageEnd && bytes[after] !== column.delimiter) return 'quotes';
  column.start = start;
  column.end = end;
  column.next = after + 1;
  column.isEscaped = isEscaped;
  return undefined;
}

/** Takes the escapes out of `bytes[start, end)` in place and returns the new end. */
export function unescapeColumn(bytes: Buffer, start: number, end: number, escape: Escape): number {
  const mark = escape === 'doubled' ? quote : backslash;
  let to = start;
  for (let at = start; at < end; at++) {
    if (bytes[at] === mark && at + 1 < end && isEscapable(bytes[at + 1], escape)) at++;
    bytes[to++] = bytes[at];
  }
  return to;
}
