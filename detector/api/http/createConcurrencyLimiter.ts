import { MendableError } from '../../errors.ts';

/** Lets so many requests work at once and so many wait, so that pages never take the database from the lines that come in. */
export function createConcurrencyLimiter({ maxAtOnce, maxWaiting }: { maxAtOnce: number; maxWaiting: number }) {
  const waiting: (() => void)[] = [];
  let working = 0;

  async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (working >= maxAtOnce) await queue();
    else working++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) working--;
      else next();
    }
  }

  function queue(): Promise<void> {
    if (waiting.length >= maxWaiting) {
      throw new MendableError('too-busy', `${maxWaiting} requests wait already: try again in a moment.`);
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  return { pass, waiting: () => waiting.length, working: () => working };
}
