import { MendableError, messageOf } from '../errors.ts';
import { tryLeadership } from '../store/leader.ts';
import { pause } from './pause.ts';
import { startWork } from './work.ts';
import type { Work, WorkOptions } from './work.ts';

export interface LeadingOptions extends Omit<WorkOptions, 'onFenced'> {
  readonly connectionString: string;
  /** Brings a database of our own back when it died. */
  readonly ensureDatabase: () => Promise<void>;
  /** Called with each work that begins; `ended` says when it has to come to its end. */
  readonly onWork: (work: Work, ended: AbortSignal) => Promise<void>;
  /** The work is over. */
  readonly onRest: () => void;
  readonly stop: AbortSignal;
}

const retryMs = 1_000;

/** Does the work whenever no other detector on this database does it, until it is told to stop. */
export async function leadWhenFree(options: LeadingOptions): Promise<void> {
  const { connectionString, stop, log } = options;
  while (!stop.aborted) {
    const leadership = await tryLeadership(connectionString, log).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'whether another detector leads could not be told; it is tried again');
      return undefined;
    });
    if (leadership === undefined) {
      await options.ensureDatabase().catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'the database could not be brought back; it is tried again');
      });
      await pause(retryMs, stop);
      continue;
    }
    try {
      await workUntil(options, leadership.lost);
    } catch (error) {
      if (error instanceof MendableError) throw error;
      log.error({ error: messageOf(error) }, 'the work broke off; it is taken up again');
      await pause(retryMs, stop);
    } finally {
      await leadership.release().catch(() => undefined);
    }
  }
}

async function workUntil(options: LeadingOptions, lost: Promise<void>): Promise<void> {
  const { stop, log } = options;
  const ended = new AbortController();
  const onFenced = (error: Error): void => {
    log.error({ error: error.message }, 'this detector stands by');
    ended.abort();
  };
  void lost.then(() => ended.abort());
  const work = await startWork({ ...options, onFenced });
  try {
    const over = AbortSignal.any([stop, ended.signal]);
    // What was said while it started went to nobody.
    void work.settle();
    const others = options.onWork(work, over).catch((error: unknown) => {
      log.error({ error: messageOf(error) }, 'what goes with the work broke off');
    });
    if (!over.aborted) await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
    await others;
  } finally {
    await work.close({ discard: ended.signal.aborted });
    options.onRest();
  }
}
