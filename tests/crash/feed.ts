import { appendFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../detector/simulate/random.ts';

const pauseMs = 10;

/** Appends lines to a file as a log daemon does: a few at a time, a line now and then in two pieces. */
export async function appendLines(path: string, lines: readonly string[], random: Random): Promise<void> {
  for (let next = 0; next < lines.length;) {
    const end = Math.min(lines.length, next + random.between(1, 80));
    const text = `${lines.slice(next, end).join('\n')}\n`;
    const cut = random.below(text.length);
    await appendFile(path, text.slice(0, cut));
    await wait(pauseMs);
    await appendFile(path, text.slice(cut));
    next = end;
  }
}

export interface PushOptions {
  /** Where to push at this moment. */
  readonly url: () => string | undefined;
  readonly random: Random;
  readonly stop: AbortSignal;
}

/** Pushes batches one after the other, each again until it is acknowledged; some are repeated before there is an answer. */
export async function pushBatches(batches: readonly (readonly string[])[], options: PushOptions): Promise<void> {
  for (const batch of batches) {
    const body = `${batch.join('\n')}\n`;
    let patienceMs = options.random.pick([30, 150, 10_000]);
    while (!options.stop.aborted && !(await pushOnce(body, options.url(), patienceMs))) {
      await wait(pauseMs);
      patienceMs = 10_000;
    }
  }
}

async function pushOnce(body: string, url: string | undefined, patienceMs: number): Promise<boolean> {
  if (url === undefined) return false;
  try {
    const { status } = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) });
    return status === 204;
  } catch {
    return false;
  }
}
