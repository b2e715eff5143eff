import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { openBlacklistScene, scene } from './support/blacklistScene.ts';
import { openPage } from './support/openPage.ts';
import { button, check, dialogOf, linkTo, rowOf } from './support/parts.ts';

test('selected blocks are released together, with a reason', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  await check(main, `Select ${scene.scanner}`);
  await check(main, `Select ${scene.sweeper}`);
  await main.getByText('2 selected').waitFor();
  await button(main, 'Release').click();
  const dialog = dialogOf(page);
  assert.equal(await button(dialog, 'Release').isDisabled(), true);
  await dialog.getByLabel('Reason').fill('scans of a partner');
  await button(dialog, 'Release').click();
  await page.getByText(/^Released 2 addresses\. The firewall has it at its next fetch/).waitFor();
  await main.getByText('3 shown').waitFor();
  await main.getByRole('tab', { name: 'Released' }).click();
  await rowOf(main, scene.sweeper).getByText('scans of a partner').waitFor();
});

test('all blocks of a case in the last hour are made permanent at once', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  await check(main, `Select ${scene.scanner}`);
  await button(main, 'Make permanent').click();
  const dialog = dialogOf(page);
  await dialog.getByText('All blocks of the last hour for “Port scan” (2)').click();
  await button(dialog, 'Make permanent').click();
  await page.getByText('Changed the end of 2 addresses.').waitFor();
  for (const address of [scene.scanner, scene.otherScanner]) {
    await rowOf(main, address).getByText('Permanent').waitFor();
  }
  assert.equal(await main.getByText('Permanent', { exact: true }).count(), 2);
});

test('a block gets another end, of a length of its own', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: `blacklist?search=${scene.scanner}`, api, role: 'Editor' });
  await linkTo(main, scene.scanner).click();
  await button(dialogOf(page), 'Change the end').click();
  const dialog = page.getByRole('dialog', { name: /^Change the end of/ });
  await dialog.getByRole('radio', { name: 'Other' }).click();
  await dialog.getByLabel('Number of').fill('');
  await dialog.getByText('Write a whole number above 0.').waitFor();
  assert.equal(await button(dialog, 'Change the end').isDisabled(), true);
  await dialog.getByLabel('Number of').fill('3');
  await button(dialog, 'Change the end').click();
  await page.getByText(`Changed the end of ${scene.scanner}.`).waitFor();
  await page.getByText(/(3 d|2 d 23 h) left \(set by a person/).waitFor();
});

test("a partner who can't get through is found in a blocked range and allowed", async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  await main.getByLabel(/A partner can’t reach us/).fill('198.20.0.7');
  await page.keyboard.press('Enter');
  await main.getByText('198.20.0.7 is blocked with the range 198.20.0.0/24 by hand').waitFor();
  await button(main, 'Allow').click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('Reason').fill('our partner in Bern');
  await button(dialog, 'Allow').click();
  await page.getByText('Allowed 198.20.0.7.').waitFor();
  await main.getByText(/198\.20\.0\.7 is on the allowlist/).waitFor();
  const link = main.getByRole('link', { name: 'See the allowlist' });
  assert.match((await link.getAttribute('href')) ?? '', /\/allowlist\?search=198\.20\.0\.7$/);
  await button(main, 'Close the verdict').click();
  assert.equal(new URL(page.url()).searchParams.get('verdict'), null);
});

test('a verdict names the lasting way out first, and says what sets the two apart', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { main, goTo } = await openPage(t, { path: `blacklist?verdict=${scene.scanner}`, api, role: 'Editor' });
  const verdict = (address: string) => main.getByRole('region', { name: `Verdict on ${address}` });
  const blocked = verdict(scene.scanner);
  await blocked.getByText(/^Allow: 45\.142\.193\.118 is not blocked again.* Release: the block ends, and/).waitFor();
  const names = await blocked.getByRole('button', { name: /^(Allow|Release)$/ }).allTextContents();
  assert.deepEqual(names, ['Allow', 'Release']);
  await goTo('blacklist?verdict=185.12.3.4');
  const unknown = verdict('185.12.3.4');
  await unknown
    .getByText(/is not blocked, so this list is not what stops it\. No record from it is stored\./)
    .waitFor();
  const search = unknown.getByRole('link', { name: 'Search the records' });
  assert.match((await search.getAttribute('href')) ?? '', /\/records\?address=185\.12\.3\.4$/);
  await goTo('blacklist?verdict=10.0.0.1');
  await verdict('10.0.0.1')
    .getByText(/^10\.0\.0\.1 is not blocked; it is not public, and/)
    .waitFor();
});

test("a range's details says whose each record is, from its first one on", async (t) => {
  const { api, session } = await openBlacklistScene(t);
  const range = '185.91.127.0/24';
  await addBlock(session.actor('ann', Date.now()), { address: range, reason: 'a bad net', duration: '1d' });
  const { page, main, goTo, screenshot } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  await linkTo(main, range).click();
  const drawer = dialogOf(page);
  await drawer.getByRole('heading', { name: 'Findings inside it' }).waitFor();
  await drawer.getByText('none made this block').waitFor();
  assert.equal(await drawer.getByRole('columnheader', { name: 'Source' }).count(), 2);
  await screenshot('blacklist-range');
  await goTo('blacklist');
  await linkTo(main, scene.sweeper).click();
  const link = drawer.getByRole('link', { name: 'Everything from this address' });
  const from = Number(new URLSearchParams((await link.getAttribute('href'))?.split('?')[1]).get('from'));
  assert.ok(from > Date.now() - 600_000 && from < Date.now(), String(from));
});

test('a verdict says what it could not read, and in a word how any other address stands', async (t) => {
  const { api } = await openBlacklistScene(t);
  const opened = await openPage(t, { path: 'blacklist?verdict=198.20.0', api, role: 'Viewer', theme: 'light' });
  opened.allowFault(/^422 GET .*verdict/);
  await opened.main
    .getByRole('alert')
    .getByText(/198\.20\.0/)
    .waitFor();
  const verdicts = [
    ['198.51.7.7', 'Not blocked', ['Search the records']],
    [scene.allowed, 'Allowed', ['See the allowlist']],
    [scene.held, 'Held', ['Block the held finding', 'Dismiss it']],
    [scene.released, 'Released', []],
    ['198.20.0.0/16', 'Partly blocked', []],
  ] as const;
  for (const [address, word, actions] of verdicts) {
    await opened.goTo(`blacklist?verdict=${encodeURIComponent(address)}`);
    const verdict = opened.main.getByRole('region', { name: `Verdict on ${address}` });
    await verdict.getByText(word, { exact: true }).waitFor();
    for (const way of actions) await verdict.getByText(way, { exact: true }).waitFor();
    await opened.assertAccessible();
  }
});

test('held findings are blocked or dismissed, one by one and together', async (t) => {
  const { api, list } = await openBlacklistScene(t);
  const { page, main } = await openPage(t, { path: 'blacklist?tab=held', api, role: 'Editor' });
  await main.getByText(/look like answers to own requests/).waitFor();
  await button(rowOf(main, scene.held), 'Block').click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('Reason').fill('not ours');
  await button(dialog, 'Block').click();
  await page.getByText(`Blocked ${scene.held}.`).waitFor();
  await main.getByText('1 shown').waitFor();
  assert.ok((await list()).includes(scene.held));
  await check(main, 'Select all that are shown');
  await button(main, 'Dismiss').first().click();
  await dialog.getByLabel('Reason').fill('our resolver');
  await button(dialog, 'Dismiss').click();
  await page.getByText(`Dismissed ${scene.alsoHeld}.`).waitFor();
  await main.getByText('Nothing waits for a decision').waitFor();
});

test('a block by hand is previewed while it is typed, and done once', async (t) => {
  const { api, list } = await openBlacklistScene(t);
  const opened = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  const { page, main } = opened;
  await button(main, 'Block an address').click();
  const dialog = dialogOf(page);
  const address = dialog.getByLabel('Address or range');
  await address.fill('10.0.0.1');
  await dialog.getByText(/10\.0\.0\.1 is not from the internet/).waitFor();
  await address.fill('80.82.77.0/24');
  await dialog.getByText(/^80\.82\.77\.33 stays unblocked in 80\.82\.77\.0\/24: it is on the allowlist/).waitFor();
  await dialog.getByText('80.82.77.0/24: 256 addresses.').waitFor();
  assert.equal(await button(dialog, 'Block').isDisabled(), true, 'a reason is missing');
  await dialog.getByLabel('Reason').fill('bad neighbourhood');
  await dialog.getByLabel('Ticket').fill('INC-7');
  await button(dialog, 'Block').click();
  await page.getByText('Blocked 80.82.77.0/24.').waitFor();
  await rowOf(main, '80.82.77.0/24').getByText('INC-7').waitFor();
  assert.ok((await list()).includes('80.82.77.128/25'));
  await opened.goTo(`blacklist?add=${scene.range}`);
  await dialog.getByText(/is blocked already/).waitFor();
  await dialog.getByLabel('Reason').fill('again');
  assert.equal(await button(dialog, 'Block').isDisabled(), true);
});

test('what fails in a dialog is told there', async (t) => {
  const { api, stop } = await openBlacklistScene(t);
  const { page, main, allowFault } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  await check(main, `Select ${scene.scanner}`);
  await button(main, 'Release').click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('Reason').fill('a mistake');
  await stop();
  allowFault(/^502 /);
  await button(dialog, 'Release').click();
  await dialog.getByText('The detector can’t be reached', { exact: true }).waitFor();
  assert.equal(await dialog.getByLabel('Reason').inputValue(), 'a mistake');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
