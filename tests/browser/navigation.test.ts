import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pluginId } from '../../src/pluginId.ts';
import { readPluginDocument } from './host/pluginRoutes.ts';
import { openPage, themes } from './support/openPage.ts';

/** No detector stands behind these pages: they open all the same, and say so. */
const noDetector = /^502 [A-Z]+ .*\/api\/plugin-proxy\//;
/** Grafana's page about a plugin asks grafana.com for it, and a machine of tests may be without the internet. */
const noCatalogue = /^502 GET .*\/api\/gnet\/plugins|^console: Failed to fetch plugins from catalog/;
const pages = readPluginDocument().includes.filter(({ path }) => path.startsWith(`/a/${pluginId}/`));

for (const theme of themes) {
  test(`every page opens with its heading in the ${theme} theme`, async (t) => {
    const opened = await openPage(t, { path: pages[0].path, theme });
    opened.allowFault(noDetector);
    for (const { name, path } of pages) {
      await opened.goTo(path);
      await opened.main.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await opened.assertAccessible();
      await opened.screenshot(name.toLowerCase().replaceAll(' ', '-'));
    }
  });
}

test('a viewer finds every page in the menu, but not the configuration', async (t) => {
  const { page, main, allowFault } = await openPage(t, { path: pages[0].path, role: 'Viewer' });
  allowFault(noDetector);
  const menu = page.getByRole('list', { name: 'Navigation', exact: true });
  for (const { name } of pages) {
    await menu.getByRole('link', { name, exact: true }).click();
    await main.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }
  assert.equal(await menu.getByRole('link', { name: 'Configuration', exact: true }).count(), 0);
});

test('an address that no page has leads to the overview', async (t) => {
  const { page, main, allowFault } = await openPage(t, { path: 'nowhere' });
  allowFault(noDetector);
  await main.getByRole('heading', { level: 1, name: 'Overview', exact: true }).waitFor();
  assert.equal(new URL(page.url()).pathname, pages[0].path);
});

test("the configuration opens as a tab of Grafana's own page about the plugin", async (t) => {
  const { main, allowFault } = await openPage(t, { path: `/plugins/${pluginId}?page=configuration` });
  allowFault(noDetector);
  allowFault(noCatalogue);
  await main.getByRole('heading', { level: 1, name: 'Active Defense', exact: true }).waitFor();
});
