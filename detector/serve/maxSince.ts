/** The longest time that something took since it was last asked for, in ms. */
export interface MaxSince {
  note(ms: number): void;
  /** Null: it did not happen. */
  take(): number | null;
}

export function createMaxSince(): MaxSince {
  let slowest: number | null = null;
  return {
    note(ms) {
      slowest = Math.max(slowest ?? 0, ms);
    },
    take() {
      const taken = slowest;
      slowest = null;
      return taken;
    },
  };
}
