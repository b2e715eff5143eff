import { onParentGone } from '../setup/parentWatch.ts';

/** A terminal sends Ctrl-C to this process and to `.config/run.mjs`, which passes it on: two signals for one request. */
const sameRequestMs = 2_000;

/** Aborts when the process is told to end or its parent is gone; a later second signal ends it at once. */
export function stopSignal(now: () => number): AbortSignal {
  const stop = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    firstAt ??= now();
    if (now() - firstAt < sameRequestMs) {
      stop.abort();
      return;
    }
    for (const name of signals) process.off(name, onSignal);
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, onSignal);
  onParentGone(() => stop.abort());
  return stop.signal;
}
