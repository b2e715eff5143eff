import type { MendableError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { isDropped } from './answerFault.ts';
import { minuteMs } from '../../time/units.ts';

/** Strangers can be refused as often as they like, and each line of a log is disk. */
const logEveryMs = minuteMs;

/** Counts the pushes that clients drop as they were refused, and logs some of them for who has to mend that. */
export function createRefusals({ log, now }: { readonly log: Logger; readonly now: () => number }) {
  const nextAt = new Map<string, number>();
  let count = 0;

  function note(refusal: MendableError, sender: string): void {
    const { code, message } = refusal;
    if (!isDropped(refusal)) return;
    count++;
    if (now() < (nextAt.get(code) ?? -Infinity)) return;
    nextAt.set(code, now() + logEveryMs);
    log.warn(
      { sender, code, problem: message },
      'a push was refused, so its client drops it; more of them are only counted',
    );
  }

  return { note, count: () => count };
}
