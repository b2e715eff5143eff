import { recordSeparator } from '../model/recordSeparator.ts';

/** Where a message may have been joined to the one before it: a control character, as it is or as relays spell it. */
export interface Seam {
  readonly start: number;
  readonly end: number;
  /** It was a newline inside a datagram, a frame or an entry, which nobody can write into a value. */
  readonly isNewline: boolean;
}

export interface SeamFinder {
  /** To be called for each block: `isFramed` when each of its lines is a datagram, a frame or an entry. */
  begin(bytes: Buffer, isFramed: boolean): void;
  /** The seams in `bytes[start, end)` of the block, nearly always none. */
  find(start: number, end: number): readonly Seam[];
}

const none: readonly Seam[] = [];

/** How each of `seam`'s forms begins. */
const beginnings = [
  Buffer.from('#0'),
  Buffer.from('\\'),
  0x00,
  0x09,
  0x0d,
  recordSeparator,
  Buffer.from(' <'),
  Buffer.from(';<'),
];

/**
 * NUL, tab, newline and CR; rsyslog's spelling of them with either prefix, and its C style; and a priority, with an octet
 * count or a space before it, or with nothing.
 */
const seam = /(?:[#\\]0(?:00|11|12|15)|\\[nrt0]|[\0\t\r\x1e])+|(?:\d{1,5} | |)(?=<\d{1,3}>)/g;

/** Looks for the beginnings of seams in a whole block at once, so that lines without any cost next to nothing. */
export function createSeamFinder(): SeamFinder {
  let block: Buffer = Buffer.alloc(0);
  let hasNewlines = false;
  let nearest = -1;
  const next = new Array<number>(beginnings.length).fill(-1);

  function begin(bytes: Buffer, isFramed: boolean): void {
    block = bytes;
    hasNewlines = isFramed;
    next.fill(-1);
    nearest = -1;
  }

  function find(start: number, end: number): readonly Seam[] {
    if (nearest < start) nearest = findNearest(start);
    return nearest < end ? findSeams(block, start, end, hasNewlines) : none;
  }

  function findNearest(start: number): number {
    for (const [index, beginning] of beginnings.entries()) {
      if (next[index] >= start) continue;
      const found = block.indexOf(beginning, start);
      next[index] = found < 0 ? Infinity : found;
    }
    return Math.min(...next);
  }

  return { begin, find };
}

export function findSeams(bytes: Buffer, start: number, end: number, isFramed: boolean): readonly Seam[] {
  const seams: Seam[] = [];
  for (const { 0: text, index } of bytes.toString('latin1', start, end).matchAll(seam)) {
    const seamStart = start + index;
    // A priority behind a newline is no seam of its own.
    if (seams.at(-1)?.end === seamStart) continue;
    const isNewline = isFramed && text.includes(String.fromCharCode(recordSeparator));
    seams.push({ start: seamStart, end: seamStart + text.length, isNewline });
  }
  return seams;
}

/** Where a line's text ends: blanks, CR LF, NUL and their spellings behind it are dropped. */
export function endOfText(bytes: Buffer, start: number, lineEnd: number): number {
  let end = lineEnd;
  for (let length = 1; end > start && length > 0; end -= length) length = endingLength(bytes, start, end);
  return end > start ? end : endOfBlanks(bytes, start, lineEnd);
}

/** A line of nothing but NULs is not an empty one. */
function endOfBlanks(bytes: Buffer, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x0d)) end--;
  return end;
}

function endingLength(bytes: Buffer, start: number, end: number): number {
  const last = bytes[end - 1];
  if (last === 0x20 || last === 0x09 || last === 0x0d || last === 0x00 || last === recordSeparator) return 1;
  if (
    end - start >= 4 &&
    bytes[end - 3] === 0x30 &&
    /[#\\]0(?:00|11|12|15)/.test(bytes.toString('latin1', end - 4, end))
  )
    return 4;
  return (last === 0x6e || last === 0x72) && end - start >= 2 && bytes[end - 2] === 0x5c ? 2 : 0;
}
