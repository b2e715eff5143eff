import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/** Holds that this very element stands where it is whatever is done: one that is made anew loses a click, and the focus. */
export async function assertStays(element: Locator, act: () => Promise<unknown>): Promise<void> {
  const handle = await element.elementHandle();
  await act();
  assert.ok(await handle.evaluate((node) => node.isConnected), `${String(element)} was made anew`);
}
