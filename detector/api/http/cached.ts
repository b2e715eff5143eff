/** The same question, asked at most so often: whoever comes in between gets the answer that is known. A failed one is asked again. */
export function cached<T>(ask: () => Promise<T>, everyMs: number, now: () => number): () => Promise<T> {
  let askedAt = -Infinity;
  let answer: Promise<T> | undefined;
  return () => {
    if (answer !== undefined && now() - askedAt < everyMs) return answer;
    askedAt = now();
    const asked = ask();
    answer = asked;
    asked.catch(() => {
      if (answer === asked) answer = undefined;
    });
    return asked;
  };
}
