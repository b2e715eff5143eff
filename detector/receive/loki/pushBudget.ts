import { MendableError } from '../../errors.ts';

export interface PushBudgetOptions {
  readonly maxRequests: number;
  readonly maxHeldBytes: number;
}

/** Counts the requests that are being worked on and the bytes that wait to be stored; turns away what there is no room for. */
export function createPushBudget({ maxRequests, maxHeldBytes }: PushBudgetOptions) {
  let requests = 0;
  let heldBytes = 0;
  let empty: PromiseWithResolvers<undefined> | undefined;

  /** A place for a request, until the function that it returns is called. */
  function enter(): () => void {
    if (empty !== undefined) throw busy('The detector is closing this listener');
    if (requests >= maxRequests) throw busy(`${requests} pushes are being worked on`);
    requests++;
    return () => {
      requests--;
      if (requests === 0) empty?.resolve(undefined);
    };
  }

  /** Room for a push until it is stored, or will not be; one alone always has it. */
  function hold(bytes: number): { release: () => void } {
    if (heldBytes > 0 && heldBytes + bytes > maxHeldBytes) throw busy(`${heldBytes} bytes wait to be stored`);
    heldBytes += bytes;
    return { release: () => void (heldBytes -= bytes) };
  }

  /** Lets nobody in any more; resolves when all have left. */
  async function close(): Promise<void> {
    empty ??= Promise.withResolvers<undefined>();
    if (requests > 0) await empty.promise;
  }

  return { enter, hold, close };
}

function busy(why: string): MendableError {
  return new MendableError('push-busy', `${why}: send this one again in a moment.`);
}
