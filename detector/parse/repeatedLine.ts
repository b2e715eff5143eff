import { endOfToken, isDigit, space } from './ascii.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import type { Header } from './header.ts';
import { findMessage } from './messageStart.ts';

/** A line that stands for several, as the line it was. */
export interface RepeatedLine {
  readonly count: number;
  readonly line: Buffer;
}

const remark = ' message repeated ';
const opening = ' times: [';
const closing = 0x5d;

/**
 * Undoes rsyslog's message reduction, `HOST message repeated 4 times: [ …]`. rsyslog takes the first word of a BSD message
 * for its tag and leaves it in front: `HOST SrcLocation=United message repeated 4 times: [ States; …]`.
 * `header` is the line's. Undefined when the line is no such one; a remark further inside is part of a value.
 */
export function unfoldRepeated(
  bytes: Buffer,
  start: number,
  end: number,
  header: Header,
  own: DeviceFormat | undefined,
): RepeatedLine | undefined {
  if (bytes[end - 1] !== closing) return undefined;
  const text = bytes.subarray(start, end - 1);
  const remarkAt = text.indexOf(remark);
  if (remarkAt < 0) return undefined;
  const digits = remarkAt + remark.length;
  let digitsEnd = digits;
  while (isDigit(text[digitsEnd])) digitsEnd++;
  if (digitsEnd === digits || text.indexOf(opening, digitsEnd) !== digitsEnd) return undefined;

  const rest = text.subarray(digitsEnd + opening.length);
  const between = rest[0] === space ? '' : ' ';
  const line = Buffer.concat([text.subarray(0, remarkAt), Buffer.from(between), rest]);
  const messageStart = findMessage(line, header.messageStart - start, line.length, header.maxWords, own);
  if (messageStart < 0 || remarkAt > endOfToken(line, messageStart, line.length)) return undefined;
  return { count: Number(text.toString('latin1', digits, digitsEnd)), line };
}
