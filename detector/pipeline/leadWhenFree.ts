import { MendableError, messageOf } from '../errors.ts';
import { FencedError } from '../store/records/fence.ts';
import { tryLeadership } from '../store/leader.ts';
import type { Leadership } from '../store/leader.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import { pause } from '../time/pause.ts';
import { startWork } from './work.ts';
import type { Work, WorkOptions } from './work.ts';

export interface LeadingOptions extends Omit<WorkOptions, 'onBroken'> {
  readonly connectionString: string;
  /** Brings a database of our own back when it died. */
  readonly ensureDatabase: () => Promise<void>;
  /** Called with each work that begins; `ended` says when it has to come to its end, `again` has it begun anew. */
  readonly onWork: (work: Work, ended: AbortSignal, again: () => void) => Promise<void>;
  /** The work is over; `isStored`: everything that it took is stored. */
  readonly onRest: (isStored: boolean) => void;
  /** A line for the person who started it. */
  readonly print: (line: string) => void;
}

const retryMs = 1_000;
/** A start reads the windows back: one that fails each time must not keep the database busy with that. */
const defectRestMs = 5_000;
const othersLimitMs = 5_000;

/** Does the work whenever no other detector on this database does it, until it is told to stop. */
export async function leadWhenFree(options: LeadingOptions): Promise<void> {
  const { stop } = options;
  let isStandingBy = false;
  while (!stop.aborted) {
    const leadership = await tryToLead(options);
    if (leadership === undefined) {
      await pause(retryMs, stop);
      continue;
    }
    if (leadership === 'other-leads') {
      if (!isStandingBy) say(options, 'Another detector works on this database: this one stands by, serving the list.');
      isStandingBy = true;
      await pause(retryMs, stop);
      continue;
    }
    if (isStandingBy) say(options, 'No other detector works on this database any more: this one takes over.');
    isStandingBy = false;
    try {
      while (await workUntil(options, leadership.lost));
    } catch (error) {
      // A slow database is no fault of the configuration, and gets better by itself.
      if (error instanceof MendableError && error.code !== 'database-slow') throw error;
      logUnlessStopped(options, error);
      await pause(retryMs, stop);
    } finally {
      await leadership.release();
    }
  }
}

/** A start that was told to stop breaks off, too. */
function logUnlessStopped({ log, stop }: LeadingOptions, error: unknown): void {
  if (!stop.aborted) log.error({ error: messageOf(error) }, 'the work broke off; it is taken up again');
}

async function tryToLead(options: LeadingOptions): Promise<Leadership | 'other-leads' | undefined> {
  const { connectionString, ensureDatabase, log } = options;
  try {
    return (await tryLeadership(connectionString)) ?? 'other-leads';
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'whether another detector leads could not be told; it is tried again');
    await ensureDatabase().catch((fault: unknown) => {
      log.error({ error: messageOf(fault) }, 'the database could not be brought back; it is tried again');
    });
    return undefined;
  }
}

/**
 * Works until it is told to stop, or can't go on: then it says why once all listeners are closed, and rests. Resolves with
 * whether work is to begin anew at once.
 */
async function workUntil(options: LeadingOptions, lost: Promise<void>): Promise<boolean> {
  const { stop, log } = options;
  const ended = new AbortController();
  const again = new AbortController();
  let restMs = 0;
  const end = (why: string, thenRestMs: number): void => {
    restMs = thenRestMs;
    ended.abort(why);
  };
  const onBroken = (error: unknown): void => {
    if (error instanceof FencedError) {
      log.warn({ error: error.message }, 'somebody else stored records');
      end('Another detector took the work over', retryMs);
    } else {
      log.error({ error }, 'what was read could not be worked on: this is a defect of the program');
      end('The work broke off at a defect, which the log has', defectRestMs);
    }
  };
  void lost.then(() => end('The connection that gives this detector the lead is lost', retryMs));
  const over = AbortSignal.any([stop, ended.signal, again.signal]);
  const work = await startWork({ ...options, onBroken, stop: over });
  try {
    // Notices sent during start-up were not heard, so settle once.
    void work.settle();
    const others = options
      .onWork(work, over, () => again.abort())
      .catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'what goes with the work broke off');
      });
    if (!over.aborted) await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
    await endsWithin(othersLimitMs, others);
  } finally {
    let isStored = false;
    try {
      isStored = await work.close({ discard: ended.signal.aborted });
    } finally {
      options.onRest(isStored);
    }
  }
  if (stop.aborted) return false;
  if (!ended.signal.aborted) return true;
  say(
    options,
    `${String(ended.signal.reason)}: no lines are taken any more, the list is served on, and work is tried again.`,
  );
  await pause(restMs, stop);
  return false;
}

function say({ log, print }: LeadingOptions, line: string): void {
  log.warn(line);
  print(line);
}
