import { newline } from './completeLines.ts';

/** Long enough to hold a time and a part of a session's fields, so that two logs do not have it alike. */
const tailBytes = 64;

/**
 * The last bytes before `end`, at most 64, as base64: kept with a committed position, they tell
 * whether a file still holds what was read from it.
 */
export function tailOf(bytes: Uint8Array, end: number): string {
  return Buffer.from(lastBytes(bytes, end)).toString('base64');
}

/** A copy of the last bytes before `end`, at most 64. */
export function lastBytes(bytes: Uint8Array, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(Math.max(0, end - tailBytes), end));
}

/**
 * Compares what a file holds before a position with what was read there. `unended`: all but the last newline is there,
 * because the line was taken while its newline had not been written.
 */
export function compareTail(found: Uint8Array, expected: Uint8Array): 'same' | 'unended' | 'other' {
  const last = expected.length - 1;
  for (let i = 0; i < last; i++) {
    if (found[i] !== expected[i]) return 'other';
  }
  if (last < 0 || found[last] === expected[last]) return 'same';
  return expected[last] === newline ? 'unended' : 'other';
}
