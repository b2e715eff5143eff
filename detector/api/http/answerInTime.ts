import { MendableError } from '../../errors.ts';

/** Waits for an answer, but not for ever: a database that is gone may take minutes to say so. */
export async function answerInTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const sentence = `There was no answer within ${limitMs / 1000} s. What was asked for may still be done: look before you try again.`;
      reject(new MendableError('answer-too-late', sentence));
    }, limitMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
