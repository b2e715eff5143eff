import type { TestContext } from 'node:test';

const closers = new WeakMap<TestContext, (() => Promise<void>)[]>();

/** A test's pages close before what they ask: one that asks every few seconds would find its detector gone. */
export function closePagesFirst(t: TestContext): void {
  if (closers.has(t)) return;
  const ofTest: (() => Promise<void>)[] = [];
  closers.set(t, ofTest);
  t.after(() => Promise.all(ofTest.map((close) => close())));
}

/** Closes it when the test ends, before any detector that was started by then. */
export function closeWithPages(t: TestContext, close: () => Promise<void>): void {
  closePagesFirst(t);
  closers.get(t)?.push(close);
}
