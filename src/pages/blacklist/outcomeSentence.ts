import type { Answer } from '../../../detector/api/contract/contract.ts';
import { nextFetchWords } from '../../components/nextFetchWords.ts';
import { countWords } from '../../components/numberWords.ts';

export type Outcome = Answer<'POST /blacklist/release'>;

/** What was done, for whom, in a sentence; undefined where it was done for nobody. */
export function outcomeSentence(verb: string, { done }: Pick<Outcome, 'done'>): string | undefined {
  if (done.length === 0) return undefined;
  return `${verb} ${done.length === 1 ? done[0] : countWords(done.length, 'address', 'addresses')}.`;
}

/** The same of what lets somebody through, with when it does. */
export function effectSentence(verb: string, outcome: Pick<Outcome, 'done'>): string | undefined {
  const sentence = outcomeSentence(verb, outcome);
  return sentence && `${sentence} ${nextFetchWords}`;
}

/** Whether a person must still read something about it. */
export function needsReading({ done, failed, stillBlocked }: Outcome): boolean {
  return done.length === 0 || failed.length > 0 || stillBlocked.length > 0;
}
