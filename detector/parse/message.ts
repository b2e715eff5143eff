import { skipSpaces } from './ascii.ts';
import { readCsv, readOwnColumns } from './csv.ts';
import { defaultFormat } from './defaultFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { clearMessage } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { readKeyValue } from './keyValue.ts';
import { findMessage, formatAt } from './messageStart.ts';
import type { MessageFormat } from './messageStart.ts';
import type { Reason } from './reasons.ts';
import type { SenderDevice } from './senders.ts';

/** Finds the message at `start`, or at most `maxWords` after it, and its fields, in whichever format it is. */
export function readMessage(
  bytes: Buffer,
  start: number,
  end: number,
  maxWords: number,
  { format: own, columns }: Pick<SenderDevice, 'format' | 'columns'>,
  spans: FieldSpans,
): Reason | undefined {
  if (columns !== undefined) return readOwnColumns(bytes, start, end, maxWords, columns, spans);
  clearMessage(spans);
  let messageStart = skipSpaces(bytes, start, end);
  let format = formatAt(bytes, messageStart, end, own);
  if (format === undefined) {
    messageStart = findMessage(bytes, messageStart, end, maxWords, own);
    if (messageStart < 0) return 'unknown-format';
    format = formatAt(bytes, messageStart, end, own);
  }
  return format === undefined ? 'unknown-format' : readMessageIn(format, bytes, messageStart, end, own, spans);
}

function readMessageIn(
  format: MessageFormat,
  bytes: Buffer,
  start: number,
  end: number,
  own: DeviceFormat | undefined,
  spans: FieldSpans,
): Reason | undefined {
  if (format === 'csv') return readCsv(bytes, start, end, spans);
  return readKeyValue(bytes, start, end, format === 'device' && own !== undefined ? own : defaultFormat, spans);
}
