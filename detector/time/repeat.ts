/** Does work every so often, but never again before it has ended; the work sees to its own faults. Returns what ends it. */
export function repeat(everyMs: number, work: () => Promise<void>): () => void {
  let isWorking = false;
  const timer = setInterval(() => {
    if (isWorking) return;
    isWorking = true;
    void work().finally(() => (isWorking = false));
  }, everyMs);
  return () => clearInterval(timer);
}
