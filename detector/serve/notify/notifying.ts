import { messageOf } from '../../errors.ts';
import { endsWithin } from '../../time/withTimeLimit.ts';
import { createNotifyRound } from '../../actions/mail/notifyRound.ts';
import type { NotifyOptions } from '../../actions/mail/notifyRound.ts';

export interface NotifyingOptions extends NotifyOptions {
  /** Only the detector that does the work sends mails. */
  readonly mayRun: () => boolean;
}

const everyMs = 10_000;
/** An orderly stop leaves a mail that is being sent this long to end. */
const stopLimitMs = 5_000;

/** Makes and sends mails for as long as the service runs. */
export interface Notifying {
  /** Says that there may be something to tell of. */
  wake(): void;
  close(): Promise<void>;
}

export function createNotifying({ mayRun, ...options }: NotifyingOptions): Notifying {
  const round = createNotifyRound(options);
  const stop = new AbortController();
  let isClosed = false;
  let working: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      await round(stop.signal);
    } catch (error) {
      options.log.warn({ error: messageOf(error) }, 'mails could not be seen to; it is tried again');
    }
  }

  function wake(): void {
    if (isClosed || !mayRun()) return;
    working ??= run().finally(() => (working = undefined));
  }

  const timer = setInterval(wake, everyMs);
  return {
    wake,
    async close() {
      isClosed = true;
      clearInterval(timer);
      if (working === undefined || (await endsWithin(stopLimitMs, working))) return;
      stop.abort();
      await working;
    },
  };
}
