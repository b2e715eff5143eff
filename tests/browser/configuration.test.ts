import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pluginId } from '../../src/pluginId.ts';
import { lookOver } from './support/lookOver.ts';
import { openPage, themes } from './support/openPage.ts';
import type { OpenedPage, OpenOptions } from './support/openPage.ts';
import { button } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

const path = `/plugins/${pluginId}?page=configuration`;
/** Where nothing listens. */
const nowhere = 'http://127.0.0.1:9';

for (const theme of themes) {
  test(`the configuration can be read and used in the ${theme} theme`, async (t) => {
    const { api } = await startDetector(t);
    const opened = await openConfiguration(t, { api, theme });
    const { main, allowFault } = opened;
    await main.getByText('The detector answers').waitFor();
    await lookOver(opened, 'configuration-good');
    allowFault(/^502 GET .*overview/);
    await main.getByLabel(/^Address of the detector/).fill(nowhere);
    await button(main, 'Save and test').click();
    await main.getByText('What is stored does not work').waitFor();
    await lookOver(opened, 'configuration-bad');
  });
}

test('an administrator enters address and token; both are mended, stored and tested', async (t) => {
  const { api } = await startDetector(t);
  const { page, main, goTo } = await openConfiguration(t, {});
  const address = main.getByLabel(/^Address of the detector/);
  await address.waitFor();
  // A Grafana that other tests have used holds a token already.
  const reset = main.getByRole('button', { name: 'Reset' });
  if (await reset.isVisible()) await reset.click();
  await main.getByLabel(/^Token/).fill(`  ${api.token} `);
  await address.fill('ftp://127.0.0.1');
  await button(main, 'Save and test').click();
  await main.getByText(/It takes http:\/\/ or https:\/\//).waitFor();
  await address.fill(`${api.url.replace('http://', '')}/api/v1/`);
  await button(main, 'Save and test').click();
  await main.getByText('The detector answers').waitFor();
  assert.equal(await address.inputValue(), api.url);
  assert.equal(await page.getByText(api.token).count(), 0);
  await main.getByRole('link', { name: 'Go to the overview' }).click();
  await page.waitForURL(/\/overview/);
  await main
    .getByText(/^Is it working/)
    .first()
    .waitFor();
  await goTo(path);
  await main.getByText('The detector answers').waitFor();
  await main.getByRole('button', { name: 'Reset' }).waitFor();
  assert.equal(await page.getByText(api.token).count(), 0);
});

test('an address that does not work is told so, and the one before is put back', async (t) => {
  const { api } = await startDetector(t);
  const { main, allowFault } = await openConfiguration(t, { api });
  await main.getByText('The detector answers').waitFor();
  allowFault(/^502 GET .*overview/);
  const address = main.getByLabel(/^Address of the detector/);
  await address.fill(nowhere);
  await button(main, 'Save and test').click();
  await main.getByText(`Nothing answers at ${nowhere}.`).waitFor();
  await button(main, `Put ${api.url} back`).click();
  await main.getByText('The detector answers').waitFor();
  assert.equal(await address.inputValue(), api.url);
});

test('a wrong token is told so, and a right one mends it', async (t) => {
  const { api } = await startDetector(t);
  const { main, allowFault } = await openConfiguration(t, { api: { ...api, token: 'not-this-one' } });
  allowFault(/^401 GET .*overview/);
  await main.getByText(/does not accept the token/).waitFor();
  await main.getByRole('button', { name: 'Reset' }).click();
  await main.getByLabel(/^Token/).fill(api.token);
  await button(main, 'Save and test').click();
  await main.getByText('The detector answers').waitFor();
});

test('an app that is not enabled is enabled with one click', async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openConfiguration(t, { api });
  await main.getByText('The detector answers').waitFor();
  const settings = { enabled: false, pinned: false, jsonData: { apiUrl: api.url } };
  await page.evaluate(
    ([url, body]) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    [`/api/plugins/${pluginId}/settings`, JSON.stringify(settings)],
  );
  await page.reload();
  await main.getByText('This app is not enabled').waitFor();
  await button(main, 'Enable the app').click();
  await main.getByText('The detector answers').waitFor();
  assert.equal(await main.getByText('This app is not enabled').count(), 0);
});

// Grafana itself keeps the page from editors.
test('an editor is told who may do it', { skip: process.env['GRAFANA_URL'] !== undefined }, async (t) => {
  const { main } = await openConfiguration(t, { role: 'Editor' });
  await main.getByText('Only administrators of this organization configure this app').waitFor();
});

async function openConfiguration(t: TestContext, options: Omit<OpenOptions, 'path'>): Promise<OpenedPage> {
  const opened = await openPage(t, { path, ...options });
  // Grafana's own page about a plugin asks the catalog on the internet, which may be out of reach.
  opened.allowFault(/\/api\/gnet\/|plugins from catalog/);
  return opened;
}
