/** Lets a person begin the work anew, whoever does it at the time. */
export interface Restarts {
  /** Work began; `again` ends it in an orderly way, for the next one. */
  began(again: () => void): void;
  /** Resolves once the next work has begun. */
  restart(): Promise<void>;
}

export function createRestarts(): Restarts {
  let again: (() => void) | undefined;
  let next = Promise.withResolvers<undefined>();
  return {
    began(endForNext) {
      again = endForNext;
      next.resolve(undefined);
      next = Promise.withResolvers<undefined>();
    },
    async restart() {
      const begun = next.promise;
      again?.();
      await begun;
    },
  };
}
