import { recordSeparator } from '../model/recordSeparator.ts';
import { newline } from './completeLines.ts';

const carriageReturn = 0x0d;
const space = 0x20;

/**
 * Writes a message of known length into `into` as one line and returns the offset after it: what ends it is dropped, and a
 * newline inside becomes `recordSeparator`, so that reading can tell it from all that a value may hold. An empty message
 * leaves no line.
 */
export function writeMessageLine(message: Uint8Array, into: Uint8Array, at: number): number {
  let length = message.length;
  while (length > 0 && isEnding(message[length - 1])) length--;
  if (length === 0) return at;
  for (let i = 0; i < length; i++) {
    const byte = message[i];
    into[at + i] = byte === newline ? recordSeparator : byte === recordSeparator ? space : byte;
  }
  into[at + length] = newline;
  return at + length + 1;
}

function isEnding(byte: number): boolean {
  return byte === newline || byte === 0 || byte === carriageReturn;
}

/** Takes what looks like a newline inside a message out of lines that have none. */
export function dropRecordSeparators(lines: Buffer): void {
  for (let at = lines.indexOf(recordSeparator); at >= 0; at = lines.indexOf(recordSeparator, at)) lines[at] = space;
}
