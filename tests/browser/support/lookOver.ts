import assert from 'node:assert/strict';
import type { OpenedPage } from './openPage.ts';

/** Holds that what is seen is accessible and not wider than the window at 1280 px, and keeps a picture of it. */
export async function lookOver(
  { page, assertAccessible, screenshot }: Pick<OpenedPage, 'page' | 'assertAccessible' | 'screenshot'>,
  name: string,
): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await assertAccessible();
  const [scrolled, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(scrolled <= seen, `${name} is ${scrolled} px wide`);
  await screenshot(name);
}
