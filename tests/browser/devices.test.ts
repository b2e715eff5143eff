import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listDevices } from '../../detector/store/devices.ts';
import { logLine } from '../support/lines.ts';
import { openDevicesScene, strayHost } from './support/devicesScene.ts';
import { awayApi } from './support/grafana.ts';
import { openPage, themes } from './support/openPage.ts';
import { startDetector } from './support/startDetector.ts';

test('the table tells how firewalls do, and a drawer all of one, strangers’ lines as text', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', api });
  await main.getByRole('row', { name: /fw-2 Never heard/ }).waitFor();
  await main.getByRole('row', { name: /fw-3 Clock wrong.* ahead/ }).waitFor();
  await main.getByText(/41 lines dropped from UDP/).waitFor();
  await main.getByText(/3 clients were forgotten/).waitFor();
  await main.getByRole('link', { name: 'fw-1', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('it was cut short on its way').waitFor();
  assert.ok((await drawer.getByText('<script>document.title=2</script>').count()) > 0);
  assert.doesNotMatch(await page.title(), /^[12]$/);
  assert.equal(await drawer.locator('img, script').count(), 0);
  await drawer.getByText(/None of its newest lines has RuleID/).waitFor();
  await drawer.getByRole('button', { name: 'Copy the format' }).waitFor();
  assert.match(page.url(), /device=\d+/);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.doesNotMatch(page.url(), /device=/);
});

test('who sends without being registered is registered with one click, or after a look', async (t) => {
  const { api, session } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', api });
  const stray = main
    .getByRole('row', { name: strayHost })
    .filter({ has: page.getByRole('button', { name: 'Register', exact: true }) });
  await stray.getByRole('button', { name: 'Edit first' }).click();
  const drawer = page.getByRole('dialog');
  assert.equal(await drawer.getByRole('textbox', { name: /^Name/ }).inputValue(), 'fw-9-b-x-b-');
  await drawer.getByText(strayHost, { exact: true }).waitFor();
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await stray.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Registered fw-9-b-x-b-.').waitFor();
  await stray.waitFor({ state: 'detached' });
  await main.getByRole('link', { name: 'fw-9-b-x-b-', exact: true }).waitFor();
  const devices = await listDevices(session.database.pool);
  assert.deepEqual(devices.at(-1)?.hosts, [strayHost]);
});

test('a form tells what will not do, beside its fields', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main, allowFault } = await openPage(t, { path: 'devices', api });
  await main.getByRole('button', { name: 'Register a firewall' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Register', exact: true }).click();
  await drawer.getByText('Letters, digits, spaces').waitFor();
  await drawer.getByText('one of them at least').waitFor();
  await drawer.getByRole('textbox', { name: /^Name/ }).fill('Pair');
  const hosts = drawer.getByRole('textbox', { name: 'Host names' });
  await hosts.fill('FW-1 fw-8');
  await hosts.press('Enter');
  const senders = drawer.getByRole('textbox', { name: 'Sender addresses' });
  await senders.fill('nowhere');
  await senders.press('Enter');
  await drawer.getByText('“nowhere” is not an address').waitFor();
  await senders.fill('192.0.2.8');
  allowFault(/^422 POST .*devices/);
  allowFault(/^console: .*422/);
  await drawer.getByRole('button', { name: 'Register', exact: true }).click();
  await drawer.getByText("The host name fw-1 is fw-1's already.").waitFor();
  await drawer.getByRole('button', { name: 'Remove FW-1' }).click();
  await drawer.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByText('Registered Pair.').waitFor();
  await drawer.getByText('192.0.2.8').waitFor();
});

test('a firewall is changed, and removed after a word about what that means', async (t) => {
  const { api, session } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', api });
  await main.getByRole('link', { name: 'fw-2', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Edit' }).click();
  await drawer.getByRole('textbox', { name: /^Name/ }).fill('Branch');
  await drawer.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved Branch.').waitFor();
  await drawer.getByText('Asia/Tokyo').waitFor();
  await drawer.getByRole('button', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Branch?' });
  await dialog.getByText('Its records, findings and blocks stay.').waitFor();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Removed Branch.').waitFor();
  await main.getByRole('link', { name: 'Branch', exact: true }).waitFor({ state: 'detached' });
  const names = (await listDevices(session.database.pool)).map(({ name }) => name);
  assert.deepEqual(names, ['fw-1', 'fw-3']);
});

test('a line is tested: what is read, whether it counts, why it can’t be read', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main, allowFault } = await openPage(t, { path: 'devices', api });
  await main.getByRole('button', { name: 'Test a line' }).click();
  const drawer = page.getByRole('dialog');
  const test = drawer.getByRole('button', { name: 'Test', exact: true });
  const user = '<b onclick=alert(1)>admin</b>';
  const line = logLine({ at: Date.UTC(2026, 10, 20, 10), source: '198.51.7.9', port: 22, user });
  await drawer.getByRole('textbox', { name: /^Line/ }).fill(`${line}\n`);
  await test.click();
  await drawer.getByText('It is read as a record').waitFor();
  await drawer.getByText('Counts', { exact: true }).first().waitFor();
  await drawer.getByText('Its type is TRAFFIC; only THREAT counts.').waitFor();
  assert.equal(await drawer.getByText(user, { exact: true }).count(), 2);
  await drawer.getByRole('textbox', { name: /^Line/ }).fill(line.slice(0, -30));
  await test.click();
  await drawer.getByText('It can’t be read').waitFor();
  allowFault(/^422 POST .*devices\/test/);
  allowFault(/^console: .*422/);
  await drawer.getByLabel('Format').fill('$src');
  await test.click();
  await drawer.getByText(/The format lacks/).waitFor();
});

test('an unreadable line is tested as its firewall would have sent it', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', api });
  await main.getByRole('link', { name: 'fw-1', exact: true }).click();
  await page.getByRole('button', { name: 'Test this line' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Test a line' });
  assert.match(await drawer.getByRole('textbox', { name: /^Line/ }).inputValue(), /fw-1 SrcLocation/);
  await drawer.getByRole('button', { name: 'Test', exact: true }).click();
  await drawer.getByText(/\(cut\)/).waitFor();
});

test('a viewer sees all and may change nothing', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', role: 'Viewer', api });
  await main.getByRole('link', { name: 'fw-1', exact: true }).waitFor();
  for (const name of ['Test a line', 'Register a firewall', 'Register', 'Edit first']) {
    const button = main.getByRole('button', { name, exact: true }).first();
    assert.equal(await button.getAttribute('aria-disabled'), 'true', name);
  }
  await main.getByRole('button', { name: 'Register a firewall' }).hover();
  await page.getByText('Only administrators may do this.').waitFor();
  await main.getByRole('link', { name: 'fw-1', exact: true }).click();
  const remove = page.getByRole('dialog').getByRole('button', { name: 'Remove' });
  assert.equal(await remove.getAttribute('aria-disabled'), 'true');
});

test('with nobody registered the page says what to do, and that a detector is away', async (t) => {
  const { api } = await startDetector(t);
  const { main, page, goTo, screenshot } = await openPage(t, { path: 'devices', api });
  await main.getByText('No firewall is registered, so nothing is stored').waitFor();
  await screenshot('devices-empty');
  await goTo('devices?device=999');
  await page.getByRole('dialog').getByText('No device has this number').waitFor();
  // A real Grafana has one configuration for all pages: this one would ask nobody, too.
  await page.close();
  const away = await openPage(t, { path: 'devices', api: awayApi });
  away.allowFault(/502/);
  await away.main.getByText('The detector can’t be reached', { exact: true }).waitFor();
});

test('looks right in both themes', async (t) => {
  const { api } = await openDevicesScene(t);
  for (const theme of themes) {
    const { page, main, goTo, assertAccessible, screenshot } = await openPage(t, { path: 'devices', theme, api });
    await page.setViewportSize({ width: 1280, height: 900 });
    await main.getByRole('link', { name: 'fw-1', exact: true }).waitFor();
    await assertAccessible();
    await screenshot('devices');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 1280), 'nothing scrolls sideways');
    await main.getByRole('link', { name: 'fw-1', exact: true }).click();
    await page.getByRole('dialog').getByText('it was cut short on its way').waitFor();
    await assertAccessible();
    await screenshot('devices-drawer');
    await goTo('devices?edit=new&host=fw-9');
    await page.getByRole('dialog').getByText('fw-9', { exact: true }).waitFor();
    await assertAccessible();
    await screenshot('devices-form');
    await goTo('devices?test=line');
    const drawer = page.getByRole('dialog');
    await drawer
      .getByRole('textbox', { name: /^Line/ })
      .fill(logLine({ at: Date.UTC(2026, 10, 20), source: '198.51.7.9', port: 22 }));
    await drawer.getByRole('button', { name: 'Test', exact: true }).click();
    await drawer.getByText('It is read as a record').waitFor();
    await assertAccessible();
    await screenshot('devices-test');
  }
});
