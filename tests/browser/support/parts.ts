import type { Locator, Page } from 'playwright-core';

/** A row of a table by a text in it. */
export const rowOf = (main: Locator, text: string): Locator => main.getByRole('row').filter({ hasText: text });
export const linkTo = (scope: Locator, text: string): Locator => scope.getByRole('link', { name: text, exact: true });
export const button = (scope: Locator | Page, name: string): Locator =>
  scope.getByRole('button', { name, exact: true });
export const dialogOf = (page: Page): Locator => page.getByRole('dialog');
/** Grafana draws a box over its checkboxes, which takes the click. */
export const check = (main: Locator, name: string): Promise<void> =>
  main.getByRole('checkbox', { name, exact: true }).click({ force: true });
