/** What work gives, or what `late` gives once `limitMs` have passed: the work is left to itself then, and may still fail. */
export async function withTimeLimit<T, Late>(limitMs: number, work: Promise<T>, late: () => Late): Promise<T | Late> {
  const passed = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => passed.resolve(undefined), limitMs);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, passed.promise.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether work ends in time; what it throws then is thrown. */
export function endsWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  return withTimeLimit(
    limitMs,
    work.then(() => true),
    () => false,
  );
}
