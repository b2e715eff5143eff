import { MendableError } from '../../errors.ts';
import { withTimeLimit } from '../../time/withTimeLimit.ts';

/** Waits for an answer, but not for ever: a database that is gone may take minutes to say so. */
export function answerInTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  return withTimeLimit(limitMs, answer, () => {
    const sentence = `There was no answer within ${limitMs / 1000} s. What was asked for may still be done: look before you try again.`;
    throw new MendableError('answer-too-late', sentence);
  });
}
