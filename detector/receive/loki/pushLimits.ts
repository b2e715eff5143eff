/** What one push may hold. Clients gather about 1 MiB of lines, so none of these meets one that works. */
export const pushLimits = {
  /** As it comes over the wire. */
  bodyBytes: 4 * 2 ** 20,
  /** Unpacked; JSON costs five times as much memory while it is read. */
  unpackedBytes: 16 * 2 ** 20,
  streams: 1_000,
  entries: 200_000,
  labels: 100,
  labelBytes: 16_384,
} as const;
