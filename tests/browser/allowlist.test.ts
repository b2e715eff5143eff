import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../detector/actions/allowlist/allow.ts';
import { lookOver } from './support/lookOver.ts';
import { openPage, themes } from './support/openPage.ts';
import { button, rowOf } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

const longReason = `<b>Branch</b> ${'office-without-a-space-'.repeat(20)}`;

/** Three entries, one of them inside another and one that ends; two blocks; a sender that is not allowed yet. */
async function openScene(t: TestContext) {
  const detector = await startDetector(t);
  const actor = () => detector.session.actor('ann', Date.now());
  await allowRange(actor(), { range: '198.18.0.0/16', reason: longReason, duration: 'permanent' });
  await allowRange(actor(), { range: '80.82.77.0/24', reason: 'our scanners', duration: 'permanent' });
  await allowRange(actor(), { range: '80.82.77.33', reason: 'the old one', duration: '3d' });
  await addBlock(actor(), { address: '45.142.193.118', reason: 'scans', duration: '1w' });
  await addBlock(actor(), { address: '45.142.193.119', reason: 'scans', duration: '1w' });
  const device = {
    name: 'fw-1',
    hosts: ['fw-1'],
    files: [],
    senders: ['91.240.118.50'],
    timeZone: 'UTC',
    format: null,
  };
  await addDevice(actor(), device);
  return detector;
}

for (const theme of themes) {
  test(`every part can be read and used in the ${theme} theme`, async (t) => {
    const { api } = await openScene(t);
    const opened = await openPage(t, { path: 'allowlist', api, theme });
    const { page, main, goTo } = opened;
    await rowOf(main, '91.240.118.50').waitFor();
    await lookOver(opened, 'allowlist-list');
    await goTo('allowlist?add=45.142.193.0/24');
    await page.getByText('2 blocks will be lifted').waitFor();
    await lookOver(opened, 'allowlist-add');
    await goTo('allowlist?import=open');
    await page.getByLabel('Addresses and ranges').fill('45.142.193.118 partner\n80.82.77.33 known\nnonsense');
    await button(page, 'Check').click();
    await page.getByText(/^Line 3:/).waitFor();
    await lookOver(opened, 'allowlist-import');
    await goTo('allowlist');
    await button(main, 'Remove 80.82.77.33').click();
    await page.getByText('80.82.77.0/24 still allows it.').waitFor();
    await lookOver(opened, 'allowlist-remove');
  });
}

test('the list tells author, end and what covers an entry, and is searched', async (t) => {
  const { api } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'allowlist', api, role: 'Viewer' });
  const row = rowOf(main, 'the old one');
  await row.getByText('Covered by 80.82.77.0/24').waitFor();
  await row.getByText(/^in 2 d 23 h$/).waitFor();
  await row.getByText('ann').waitFor();
  await rowOf(main, 'our scanners').getByText('Permanent').waitFor();
  await main.getByText('<b>Branch</b>').waitFor();
  await main.getByPlaceholder('Range, reason or author').fill('SCANNERS');
  await main.getByText('1 of 3 entries').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('search'), 'SCANNERS');
  await main.getByPlaceholder('Range, reason or author').fill('nothing has this');
  await button(main, 'Clear the search').click();
  await main.getByText('3 entries', { exact: true }).waitFor();
  assert.equal(await button(main, 'Allow an address').isDisabled(), true);
  assert.equal(await button(main, 'Import').isDisabled(), true);
  assert.equal(await main.getByRole('button', { name: /^Remove/ }).count(), 0);
});

test('an editor allows a range after seeing what it lifts', async (t) => {
  const { api } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'allowlist', api, role: 'Editor' });
  await button(main, 'Allow an address').click();
  const dialog = page.getByRole('dialog');
  const range = dialog.getByLabel('Address or range');
  await range.fill('45.142.193.0/240');
  await dialog.getByRole('list', { name: 'What it would do' }).waitFor();
  assert.equal(await button(dialog, 'Allow').isDisabled(), true);
  await range.fill('45.142.193.0/24');
  await dialog.getByText('2 blocks will be lifted: 45.142.193.118, 45.142.193.119.').waitFor();
  assert.equal(await button(dialog, 'Allow').isDisabled(), true);
  await dialog.getByLabel('Reason').fill('a partner');
  await button(dialog, 'Allow').click();
  await page.getByText('Allowed 45.142.193.0/24; 2 blocks are lifted.').waitFor();
  await rowOf(main, '45.142.193.0/24').getByText('a partner').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('add'), null);
});

test('a link opens the dialog with an address, and Escape closes it', async (t) => {
  const { api } = await openScene(t);
  const { page } = await openPage(t, { path: 'allowlist?add=45.142.193.118', api, role: 'Editor' });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 block will be lifted: 45.142.193.118.').waitFor();
  assert.equal(await dialog.getByLabel('Address or range').inputValue(), '45.142.193.118');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('a suggestion is accepted by itself, with its reason', async (t) => {
  const { api } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'allowlist', api, role: 'Editor' });
  await button(main, 'Allow 91.240.118.50').click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByLabel('Reason').inputValue(), 'The device fw-1 sends logs from it.');
  await button(dialog, 'Allow').click();
  await page.getByText('Allowed 91.240.118.50.').waitFor();
  await button(main, 'Remove 91.240.118.50').waitFor();
  await button(main, 'Allow 91.240.118.50').waitFor({ state: 'hidden' });
});

test('an import names its faults by line first, and does it with the second click', async (t) => {
  const { api, session } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'allowlist', api, role: 'Editor' });
  await button(main, 'Import').click();
  const dialog = page.getByRole('dialog');
  const text = '# partners\n45.142.193.118, a partner\n198.51.100.0/33\n80.82.77.33\n198.51.100.9\n';
  const file = { name: 'partners.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await dialog.locator('input[type=file]').setInputFiles(file);
  await button(dialog, 'Check').click();
  await dialog.getByText(/^Line 5: A reason is missing/).waitFor();
  await dialog.getByLabel(/^Reason/).fill('from the old system');
  await button(dialog, 'Check').click();
  await dialog.getByText('New: 2. On the list already: 1. 1 block will be lifted.').waitFor();
  await dialog.getByText(/^Line 3: /).waitFor();
  assert.equal(await rowOf(main, '198.51.100.9').count(), 0);
  await button(dialog, 'Allow 2 entries').click();
  await page.getByText('Allowed 2 entries.').waitFor();
  await rowOf(main, '198.51.100.9').getByText('from the old system').waitFor();
  await rowOf(main, '45.142.193.118').getByText('a partner').waitFor();
  const { rows } = await session.database.pool.query("select 1 from allow_entry where reason = 'the old one'");
  assert.equal(rows.length, 1);
});

test('an entry is removed after a word, and one that is gone already says so', async (t) => {
  const { api } = await openScene(t);
  const first = await openPage(t, { path: 'allowlist', api, role: 'Editor' });
  await button(first.main, 'Remove 80.82.77.33').click();
  await button(first.page, 'Remove').click();
  await first.page.getByText('Removed 80.82.77.33.').waitFor();
  await rowOf(first.main, 'the old one').waitFor({ state: 'hidden' });

  await button(first.main, 'Remove 80.82.77.0/24').click();
  const other = await openPage(t, { path: 'allowlist', api, role: 'Editor' });
  await button(other.main, 'Remove 80.82.77.0/24').click();
  await button(other.page, 'Remove').click();
  await other.page.getByText('Removed 80.82.77.0/24.').waitFor();
  first.allowFault(/^404 DELETE .*allowlist/);
  await button(first.page, 'Remove').click();
  await first.page
    .getByRole('dialog')
    .getByText(/look at the list again/)
    .waitFor();
});

test('with nothing on it the page says what to do, and without a detector what failed', async (t) => {
  const detector = await startDetector(t);
  const { main, page, allowFault } = await openPage(t, { path: 'allowlist', api: detector.api, role: 'Editor' });
  await main.getByText('Nothing is allowed yet').waitFor();
  await detector.stop();
  allowFault(/^50\d GET .*allowlist/);
  await page.reload();
  await main.getByText('The detector can’t be reached', { exact: true }).waitFor();
  const asked = page.waitForResponse(/\/api\/v1\/allowlist$/);
  await button(main, 'Try again').click();
  assert.equal((await asked).status(), 502);
});
