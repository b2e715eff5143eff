/**
 * ASCII's record separator: what a newline inside a datagram, a frame or an entry is written as in its line. Nothing else
 * in such a line is written so.
 */
export const recordSeparator = 0x1e;
