import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { recordWords } from '../../detector/store/records/recordWords.ts';
import { auditEventsOf } from '../../detector/store/auditEvents.ts';
import { loadSettings } from '../../detector/store/settingsRow.ts';
import { scanLines } from '../support/lines.ts';
import { register } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { awayApi } from './support/grafana.ts';
import { openPage, themes } from './support/openPage.ts';
import { startDetector } from './support/startDetector.ts';

async function openScene(t: TestContext) {
  const detector = await startDetector(t);
  const { session, dataDir } = detector;
  const path = join(dataDir, 'fw-1.log');
  await writeFile(path, `${scanLines('45.142.193.118', 5, Date.now() - 60_000).join('\n')}\n`);
  await register(detector, 'fw-1', [path]);
  const { pool } = session.database;
  await waitUntil('its rules are known', async () => (await recordWords(pool)).rules.length > 0);
  const settings = async () => (await loadSettings(pool, session.actor('test', 0).defaults)).settings;
  const change = (changes: unknown) => changeSettings(session.actor('bob', Date.now()), changes);
  return { ...detector, pool, settings, change };
}

test('an admin changes cases, sees what changes, and it is in force', async (t) => {
  const { api, settings, pool } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'cases', api });
  const scan = main.getByRole('region', { name: 'Port scan' });
  await scan.getByLabel('Port scan, ports').fill('5');
  await scan.getByRole('radio', { name: 'Watch only' }).check({ force: true });
  await scan.getByText('Watches, blocks nobody').waitFor();
  const sweep = main.getByRole('region', { name: 'Port sweep' });
  await sweep.getByLabel('Port sweep, minutes').fill('0');
  await sweep.getByText('Off: finds nothing').waitFor();
  await main.getByRole('button', { name: /^Add 203.0.113.0\/24/ }).click();
  const ports = main.getByRole('textbox', { name: 'Destination ports left out' });
  await ports.fill('53, 70000 123');
  await ports.press('Enter');
  await main.getByText('“70000” is not a port').waitFor();
  assert.equal(await ports.inputValue(), '70000');
  await ports.fill('161');
  await main.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row', { name: /Port scan, ports 10 5/ }).waitFor();
  await dialog.getByRole('row', { name: /Port sweep, minutes.*finds nothing.* 10 0 \(off\)/ }).waitFor();
  await dialog.getByRole('row', { name: /Ports left out None Added: 53, 123, 161/ }).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The new settings are in force.').waitFor();
  await main.getByRole('button', { name: 'Review and save' }).waitFor({ state: 'detached' });
  const { portScan, portSweep, ownNetworks, exclusions } = await settings();
  assert.deepEqual([portScan.ports, portScan.mode, portSweep.minutes], [5, 'watch', 0]);
  assert.deepEqual([ownNetworks, exclusions.ports], [['203.0.113.0/24'], [53, 123, 161]]);
  const [event] = await auditEventsOf(pool, 'settings', 1);
  assert.match(event.actor, /admin/);
});

test('what will not do is told beside its field, by the page and by the detector', async (t) => {
  const { api, settings } = await openScene(t);
  const { page, main, allowFault } = await openPage(t, { path: 'cases', api });
  const ports = main.getByLabel('Port scan, ports');
  const review = main.getByRole('button', { name: 'Review and save' });
  for (const wrong of ['', '0', '1001', 'ten']) {
    await ports.fill(wrong);
    await main.getByText('Ports: Write a whole number from 1 to 1000.').waitFor();
    assert.ok(await review.isDisabled(), wrong);
  }
  await main.getByRole('button', { name: 'Discard' }).click();
  assert.equal(await ports.inputValue(), '10');
  allowFault(/^422 PATCH .*settings/);
  allowFault(/^console: .*422/);
  const networks = main.getByRole('textbox', { name: 'Addresses and ranges' });
  await networks.fill('203.0.113.5/24');
  await networks.press('Enter');
  await review.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await main.getByText(/ownNetworks: "203.0.113.5\/24" has bits set behind its prefix/).waitFor();
  await main.getByText('Some values will not do.').waitFor();
  await main.getByRole('button', { name: 'Remove 203.0.113.5/24' }).click();
  await main.getByText(/has bits set/).waitFor({ state: 'detached' });
  await main.getByText('Some values will not do.').waitFor({ state: 'detached' });
  assert.deepEqual((await settings()).ownNetworks, []);
});

test('what somebody else saved meanwhile is loaded, and own changes are laid over it', async (t) => {
  const { api, change, settings } = await openScene(t);
  const { page, main, allowFault } = await openPage(t, { path: 'cases', api });
  await main.getByLabel('Port scan, ports').fill('7');
  await change({ portScan: { minutes: 20 } });
  allowFault(/^409 PATCH .*settings/);
  allowFault(/^console: .*409/);
  await main.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await main.getByRole('button', { name: 'Load the newer ones' }).click();
  await main.getByRole('button', { name: 'Load the newer ones' }).waitFor({ state: 'detached' });
  assert.equal(await main.getByLabel('Port scan, minutes').inputValue(), '20');
  assert.equal(await main.getByLabel('Port scan, ports').inputValue(), '7');
  await main.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The new settings are in force.').waitFor();
  const { portScan } = await settings();
  assert.deepEqual([portScan.ports, portScan.minutes], [7, 20]);
});

test('leaving with changes that are not saved asks first', async (t) => {
  const { api } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'cases', api });
  await main.getByLabel('Port scan, ports').fill('7');
  const away = page.getByRole('navigation').getByRole('link', { name: 'Allowlist', exact: true }).first();
  await away.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  assert.equal(await main.getByLabel('Port scan, ports').inputValue(), '7');
  await away.click();
  await dialog.getByRole('button', { name: 'Leave and discard' }).click();
  await page.waitForURL(/\/allowlist/);
});

for (const role of ['Viewer', 'Editor'] as const) {
  test(`whoever is ${role} reads the settings and is told who may change them`, async (t) => {
    const { api } = await openScene(t);
    const { main } = await openPage(t, { path: 'cases', role, api });
    await main.getByText('Only administrators may change what counts as an attack.').waitFor();
    const ports = main.getByLabel('Port scan, ports');
    assert.equal(await ports.getAttribute('readonly'), '');
    assert.ok(await main.getByRole('radio', { name: 'Watch only' }).first().isDisabled());
    assert.equal(await main.getByRole('button', { name: /^(Add|Remove|Review)/ }).count(), 0);
  });
}

test('a detector that is away, or that does not know the token, is told with the way out', async (t) => {
  const { api } = await startDetector(t);
  const away = await openPage(t, { path: 'cases', api: awayApi });
  away.allowFault(/502/);
  await away.main.getByText('The detector can’t be reached', { exact: true }).waitFor();
  await away.main.getByRole('button', { name: 'Try again' }).waitFor();
  const wrong = await openPage(t, { path: 'cases', api: { ...api, token: 'wrong' } });
  wrong.allowFault(/401/);
  await wrong.main.getByText('The detector does not answer to this app', { exact: true }).waitFor();
  await wrong.main.getByRole('link', { name: 'Configuration' }).waitFor();
});

test('looks right in both themes', async (t) => {
  const { api } = await openScene(t);
  for (const theme of themes) {
    const { page, main, assertAccessible, screenshot } = await openPage(t, { path: 'cases', theme, api });
    await page.setViewportSize({ width: 1280, height: 900 });
    await main.getByRole('button', { name: /^Add 203.0.113.0\/24/ }).waitFor();
    await assertAccessible();
    await screenshot('cases');
    await main.getByLabel('Port scan, ports').fill('5000');
    await main.getByLabel('Port sweep, minutes').fill('0');
    await main.getByRole('button', { name: /^Add 203.0.113.0\/24/ }).click();
    await main.getByText('Ports: Write a whole number').waitFor();
    await screenshot('cases-changed');
    await assertAccessible();
    await main.getByLabel('Port scan, ports').fill('5');
    await main.getByRole('button', { name: 'Review and save' }).click();
    await page
      .getByRole('dialog')
      .getByRole('row', { name: /Port scan, ports/ })
      .waitFor();
    await assertAccessible();
    await screenshot('cases-review');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 1280), 'nothing scrolls sideways');
  }
});
