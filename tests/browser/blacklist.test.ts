import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { openBlacklistScene, scene } from './support/blacklistScene.ts';
import { openPage, themes } from './support/openPage.ts';
import { button, check, dialogOf, linkTo, rowOf } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

/** Texts of the page and of tables that have to be scrolled sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...[...document.querySelectorAll('table')].map((table) => table.parentElement)]
      .filter((element) => element !== null)
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent.slice(0, 80)),
  );
}

/** Addresses of IPv4 that do not stand on one line. */
function brokenAddresses(main: Locator): Promise<string[]> {
  return main.locator('td a').evaluateAll((links) =>
    links
      .filter(({ textContent }) => /^[\d./]+$/.test(textContent))
      .filter((link) => new Set([...link.getClientRects()].map(({ top }) => top)).size > 1)
      .map(({ textContent }) => textContent),
  );
}

for (const theme of themes) {
  test(`every part of the page can be read and used in the ${theme} theme, without scrolling sideways`, async (t) => {
    const { api, session } = await openBlacklistScene(t);
    const wide = { address: '2a02:6b8:b010:9020:1234:5678:9abc:def0', ticket: 'INCIDENT-2026-000123-part-7' };
    await addBlock(session.actor('ann', Date.now()), { ...wide, reason: 'bad', duration: '1d' });
    const { page, main, screenshot, goTo, assertAccessible } = await openPage(t, { path: 'blacklist', api, theme });
    await page.setViewportSize({ width: 1280, height: 900 });
    const hold = async (name: string): Promise<void> => {
      await assertAccessible();
      for (const width of [1180, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await tooWide(page), [], `${name} has to be scrolled sideways at ${width} px`);
        assert.deepEqual(await brokenAddresses(main), [], `${name} at ${width} px`);
        await screenshot(width === 1280 ? `blacklist-${name}` : `blacklist-${name}-narrow`);
      }
    };
    await check(main, `Select ${scene.scanner}`);
    await button(main, 'Release').waitFor();
    await hold('active');
    await button(main, 'Release').click();
    await page.getByLabel(/All blocks of the last hour/).waitFor();
    await hold('release');
    await button(page, 'Cancel').click();
    await linkTo(main, scene.scanner).click();
    await page.getByRole('img', { name: /^11 ports from/ }).waitFor();
    await hold('drawer');
    await goTo(`blacklist?search=${scene.attacker}`);
    await linkTo(main, scene.attacker).click();
    await page.getByRole('heading', { name: 'Changes' }).scrollIntoViewIfNeeded();
    await hold('attack');
    await goTo('blacklist?tab=held');
    await rowOf(main, scene.held).getByRole('button', { name: 'toggle row expanded' }).click();
    await page.getByRole('img', { name: /^11 ports from/ }).waitFor();
    await hold('held');
    await goTo('blacklist?tab=refused');
    await linkTo(main, scene.allowed).waitFor();
    await hold('refused');
    await goTo(`blacklist?verdict=${scene.scanner}`);
    await button(main, 'Release').waitFor();
    await hold('verdict');
    await goTo('blacklist?add=198.20.0.0/20');
    await page.getByText('4,096 addresses').waitFor();
    await hold('add');
    await goTo('blacklist?tab=released');
    await linkTo(main, scene.released).waitFor();
    await hold('released');
  });
}

test('the details of a block keeps a ticket and notes, and closes with Escape', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  const drawer = dialogOf(page);
  await linkTo(main, scene.scanner).click();
  await drawer.getByRole('heading', { name: 'Why' }).waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).searchParams.get('block'), null);
  await page.keyboard.press('Enter');
  await drawer.getByText('Reached 11 different ports on 203.0.113.7').first().waitFor();
  await drawer.getByText(/More than 10 ports of one address in less than 10 minutes/).waitFor();
  await drawer.getByText(/d \d+ h left/).waitFor();
  assert.equal(await button(drawer, 'Save').isDisabled(), true);
  await drawer.getByRole('textbox', { name: 'Ticket' }).fill('INC-42');
  await drawer.getByRole('textbox', { name: 'Notes' }).fill('Asked their provider.');
  await button(drawer, 'Save').click();
  await page.getByText(`Saved for ${scene.scanner}.`).waitFor();
  await drawer.getByText('Ticket or notes changed').waitFor();
  await page.reload();
  await drawer.getByRole('heading', { name: 'Ticket and notes' }).waitFor();
  assert.equal(await drawer.getByRole('textbox', { name: 'Ticket' }).inputValue(), 'INC-42');
  assert.equal(await drawer.getByRole('textbox', { name: 'Notes' }).inputValue(), 'Asked their provider.');
  await button(drawer, 'Close').click();
  await drawer.waitFor({ state: 'hidden' });
  await rowOf(main, scene.scanner).getByText('INC-42').waitFor();
});

test('a threat name that is HTML is shown as text', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist', api, role: 'Viewer' });
  await linkTo(main, scene.attacker).click();
  await dialogOf(page).getByText('<img src=x onerror=alert(1)>').first().waitFor();
  assert.equal(await page.locator('img[src="x"]').count(), 0);
});

test('search, filters and sorting stand in the URL', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main, goTo } = await openPage(t, { path: 'blacklist', api });
  const shown = async () => (await main.locator('tbody tr a').allTextContents()).join(' ');
  const search = main.getByLabel('Address', { exact: true });
  await search.fill('45.142.193');
  await main.getByText('A whole address or range, please.').waitFor();
  await search.fill('45.142.193.0/24');
  await linkTo(main, scene.sweeper).waitFor({ state: 'hidden' });
  await main.getByText('2 shown').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('search'), '45.142.193.0/24');
  const header = main.getByRole('columnheader', { name: /Address$/ }).getByRole('button');
  await header.click();
  await waitUntil('the lowest comes first', async () => (await shown()) === `${scene.scanner} ${scene.otherScanner}`);
  assert.equal(new URL(page.url()).searchParams.get('sort'), 'address');
  await page.keyboard.press('Enter');
  await waitUntil('the highest comes first', async () => (await shown()) === `${scene.otherScanner} ${scene.scanner}`);
  assert.equal(new URL(page.url()).searchParams.get('order'), 'desc');
  await goTo('blacklist?case=port-sweep');
  await main.getByText('1 shown').waitFor();
  assert.equal(await shown(), scene.sweeper);
  await main.getByLabel('Country').click();
  await page.getByRole('option', { name: 'Romania' }).click();
  await page.waitForURL(/country=Romania/);
  await main.getByLabel('Case').click();
  await page.getByRole('option', { name: 'By hand' }).click();
  await button(main, 'Clear filters').click();
  await main.getByText('5 shown').waitFor();
});

test('what is shown can be saved as a CSV file', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist?case=port-scan', api, role: 'Viewer' });
  await main.getByText('2 shown').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), button(main, 'Export CSV').click()]);
  assert.equal(download.suggestedFilename(), 'blacklist-active.csv');
  const text = await readFile(await download.path(), 'utf8');
  assert.ok(text.includes(scene.scanner) && text.includes(scene.otherScanner), text);
  assert.ok(!text.includes(scene.sweeper), 'only what the filters let through');
});

test('a viewer sees all and changes nothing', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main, goTo } = await openPage(t, { path: 'blacklist', api, role: 'Viewer' });
  await linkTo(main, scene.scanner).waitFor();
  assert.equal(await main.getByRole('checkbox').count(), 0);
  const add = button(main, 'Block an address');
  assert.equal(await add.getAttribute('aria-disabled'), 'true');
  await add.hover();
  await page.getByText('Only editors and administrators may do this.').waitFor();
  await linkTo(main, scene.scanner).click();
  const drawer = dialogOf(page);
  await drawer.getByRole('heading', { name: 'Why' }).waitFor();
  for (const name of ['Release', 'Change the end', 'Make permanent', 'Allow', 'Save']) {
    assert.equal(await button(drawer, name).getAttribute('aria-disabled'), 'true', name);
  }
  await goTo('blacklist?tab=held');
  assert.equal(await button(rowOf(main, scene.held), 'Dismiss').getAttribute('aria-disabled'), 'true');
  await goTo('blacklist?add=198.20.9.9');
  await linkTo(main, scene.scanner).waitFor();
  assert.equal(await dialogOf(page).count(), 0, 'a link opens no dialog that is not theirs');
});

test('a long list is shown page by page', async (t) => {
  const { api, session } = await startDetector(t);
  for (let last = 1; last <= 120; last++) {
    const request = { address: `198.20.1.${last}`, reason: 'bad', duration: '1d' };
    await addBlock(session.actor('ann', Date.now()), request);
  }
  const { main } = await openPage(t, { path: 'blacklist', api });
  await main.getByText('100 shown, there are more').waitFor();
  await button(main, 'Show more').click();
  await main.getByText('120 shown').waitFor();
  assert.equal(await button(main, 'Show more').count(), 0);
});

test('an empty blacklist says what comes next; without the detector the page says so and tries again', async (t) => {
  const { api, stop } = await startDetector(t);
  const { main, goTo, allowFault } = await openPage(t, { path: 'blacklist', api });
  await main.getByText('Nobody is blocked').waitFor();
  await goTo('blacklist?block=7');
  allowFault(/^404 GET .*blocks\/7/);
  await main.page().getByText('This will not do').waitFor();
  await stop();
  allowFault(/^502 GET /);
  await goTo('blacklist');
  await main.getByText('The detector can’t be reached').first().waitFor();
  await button(main, 'Try again').click();
  await main.getByText('The detector can’t be reached').first().waitFor();
});

test('a wrong token leads to the configuration', async (t) => {
  const { api } = await startDetector(t);
  const { main, allowFault } = await openPage(t, { path: 'blacklist', api: { ...api, token: 'another' } });
  allowFault(/^401 GET /);
  await main.getByText('The detector does not answer to this app').first().waitFor();
  await main.getByRole('link', { name: 'Configuration' }).first().waitFor();
});
