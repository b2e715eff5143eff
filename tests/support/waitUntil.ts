import { setTimeout as wait } from 'node:timers/promises';

/** Looks again and again until a condition holds; fails with what was waited for when it does not in time. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`);
    await wait(5);
  }
}
