/** The tag among `etags` that an If-None-Match header names, by weak comparison; the first for `*` (RFC 9110, 13.1.2). */
export function matchedEtag(ifNoneMatch: string, etags: readonly [string, ...string[]]): string | undefined {
  if (ifNoneMatch.trim() === '*') return etags[0];
  const named = new Set<string>(ifNoneMatch.match(/"[^"]*"/g));
  return etags.find((etag) => named.has(etag));
}

/**
 * Whether an If-Modified-Since header covers a list made at `madeAtMs`. Only the one form of date that a sender may
 * write is understood; any other is answered with the whole list, which is never wrong.
 */
export function isUnmodifiedSince(ifModifiedSince: string, madeAtMs: number): boolean {
  const sinceMs = Date.parse(ifModifiedSince);
  if (Number.isNaN(sinceMs) || new Date(sinceMs).toUTCString() !== ifModifiedSince.trim()) return false;
  return wholeSecond(madeAtMs) <= sinceMs;
}

/**
 * Last-Modified of a list at the time when it is sent. Within the second in which it was made a list may change once
 * more, so until that second is over it is dated one earlier: who got it then is not told "unmodified" later.
 */
export function lastModified(madeAtMs: number, nowMs: number): string {
  return new Date(Math.min(wholeSecond(madeAtMs), wholeSecond(nowMs) - 1_000)).toUTCString();
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
