import { setTimeout as delay } from 'node:timers/promises';
import type { Sink } from './sinks.ts';
import type { Traffic } from './traffic.ts';

export interface SendOptions {
  readonly traffic: Traffic;
  readonly sink: Sink;
  readonly lines: number;
  /** Lines in a second by the clock on the wall; Infinity: as fast as the sink takes them. */
  readonly ratePerSecond: number;
  readonly signal?: AbortSignal;
}

const tickMs = 50;
const maxLinesAtOnce = 1_000;

/** Writes lines at an even rate; resolves with how many were written when all are, or `signal` ends it. */
export async function sendTraffic({ traffic, sink, lines, ratePerSecond, signal }: SendOptions): Promise<number> {
  const startedAt = performance.now();
  let sent = 0;
  while (sent < lines && signal?.aborted !== true) {
    const due = Math.min(lines, ((performance.now() - startedAt + tickMs) * ratePerSecond) / 1000);
    const count = Math.min(Math.floor(due) - sent, maxLinesAtOnce);
    if (count <= 0) {
      await delay(tickMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    await sink.write(Array.from({ length: count }, () => traffic.next()));
    sent += count;
  }
  return sent;
}
