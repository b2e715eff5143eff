import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openPage } from './support/openPage.ts';
import { linkTo } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';
import { odd, openTrafficScene } from './support/trafficScene.ts';

const isReal = process.env['GRAFANA_URL'] !== undefined;
const onlyHere = isReal ? 'A real Grafana has the dashboards that it has.' : false;

/** Whether the Grafana has the dashboards, as it says itself. */
function hasDashboards(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const response = await fetch('/api/search?dashboardUIDs=active-defense-security');
    return ((await response.json()) as readonly unknown[]).length > 0;
  });
}

async function leadsTo(link: Locator, uid: string, query: Readonly<Record<string, string>>): Promise<void> {
  const { pathname, searchParams } = new URL((await link.getAttribute('href')) ?? '', 'http://grafana');
  assert.ok(pathname.startsWith(`/d/active-defense-${uid}`), pathname);
  assert.deepEqual(Object.fromEntries(searchParams), query);
}

test('pages lead to the dashboards, with the address, the firewall and the time that they show', async (t) => {
  const { api } = await openTrafficScene(t, 300);
  const { page, main, goTo } = await openPage(t, { path: 'overview', api });
  if (isReal && !(await hasDashboards(page))) {
    t.skip('This Grafana does not have the dashboards.');
    return;
  }
  const attacker = (scope: Locator) => linkTo(scope, 'Attacker dashboard');
  const drawer = page.getByRole('dialog').last();
  await leadsTo(linkTo(main, 'Security overview dashboard'), 'security', { from: 'now-24h', to: 'now' });
  await main.getByRole('radio', { name: '6 hours' }).click({ force: true });
  await page.waitForURL(/range=6h/);
  await leadsTo(linkTo(main, 'Security overview dashboard'), 'security', { from: 'now-6h', to: 'now' });

  await goTo(`blacklist?verdict=${odd.attacker}`);
  await leadsTo(attacker(main), 'attacker', { 'var-address': odd.attacker });
  await linkTo(main.getByRole('table'), odd.attacker).click();
  await leadsTo(attacker(drawer), 'attacker', { 'var-address': odd.attacker });
  await goTo('blacklist?verdict=198.51.100.0%2F24');
  await main
    .getByRole('region', { name: 'Verdict on 198.51.100.0/24' })
    .getByText('Not blocked', { exact: true })
    .waitFor();
  assert.equal(await attacker(main).count(), 0, 'that dashboard is about one address');

  await goTo(`records?source=${odd.attacker}&from=now-1h`);
  await main.getByRole('grid').getByRole('row').filter({ hasText: odd.attacker }).click();
  await leadsTo(attacker(drawer), 'attacker', { 'var-address': odd.attacker, from: 'now-1h', to: 'now' });
  const [from, to] = [Date.now() - 3_600_000, Date.now()];
  await goTo(`records?source=${odd.attacker}&from=${from}&to=${to}`);
  await main.getByRole('grid').getByRole('row').filter({ hasText: odd.attacker }).click();
  await leadsTo(attacker(drawer), 'attacker', {
    'var-address': odd.attacker,
    from: String(from),
    to: String(to),
  });

  await goTo('devices');
  await linkTo(main, 'fw-1').click();
  await leadsTo(linkTo(drawer, 'Firewalls dashboard'), 'firewalls', { 'var-device': 'fw-1' });
  await goTo('system');
  await leadsTo(linkTo(main, 'Service health dashboard'), 'health', {});
});

test('Grafana is asked once for its dashboards, whatever pages are opened', { skip: onlyHere }, async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'system', api });
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/search') && asked.push(request.url()));
  await page.reload();
  await linkTo(main, 'Service health dashboard').waitFor();
  await page.getByRole('link', { name: 'Overview', exact: true }).first().click();
  await linkTo(main, 'Security overview dashboard').waitFor();
  await page.getByRole('link', { name: 'System', exact: true }).first().click();
  await linkTo(main, 'Service health dashboard').waitFor();
  assert.equal(asked.length, 1);
});

for (const dashboards of ['none', 'refused'] as const) {
  test(`no page leads to dashboards that are not to be had (${dashboards})`, { skip: onlyHere }, async (t) => {
    const { api } = await startDetector(t);
    const { page, main, allowFault } = await openPage(t, { path: 'overview', api, dashboards });
    if (dashboards === 'refused') allowFault(/^403 GET .*\/api\/search/);
    const answered = page.waitForResponse(/\/api\/search/);
    await page.reload();
    await answered;
    await main.getByText('Nobody was blocked in the last 24 hours.').waitFor();
    assert.equal(await main.getByRole('link', { name: /dashboard$/ }).count(), 0);
  });
}
