/** The longest time that something took since it was last asked for, in ms. */
export interface Worst {
  note(ms: number): void;
  /** Null: it did not happen. */
  take(): number | null;
}

export function createWorst(): Worst {
  let worst: number | null = null;
  return {
    note(ms) {
      worst = Math.max(worst ?? 0, ms);
    },
    take() {
      const taken = worst;
      worst = null;
      return taken;
    },
  };
}
