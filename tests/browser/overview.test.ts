import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../detector/actions/allowlist/allow.ts';
import { switchDetection } from '../../detector/actions/settings/switchDetection.ts';
import { insertPolls, listClients } from '../../detector/store/listPolls.ts';
import { fetchList } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { awayApi } from './support/grafana.ts';
import { openPage, themes } from './support/openPage.ts';
import { startDetector } from './support/startDetector.ts';
import { odd, openTrafficScene } from './support/trafficScene.ts';

const region = (main: Locator, name: string) => main.getByRole('region', { name });

async function assertFits(page: Page): Promise<void> {
  const [scrolled, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(scrolled <= seen, `The page is ${scrolled} px wide.`);
}

for (const theme of themes) {
  test(`state, set-up, charts and tables can be read in the ${theme} theme`, async (t) => {
    const { api, session } = await openTrafficScene(t);
    await insertPolls(session.database.pool, [pollOfFirewall()], false, []);
    await openRangeWithGap(session);
    const { page, main, goTo, assertAccessible, screenshot } = await openPage(t, { path: 'overview', api, theme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await region(main, 'Top attackers').getByRole('link', { name: odd.attacker }).waitFor();
    await main
      .getByRole('img', {
        name: /^New blocks by case, per 10 minutes\. In all: Port scan \d+, Port sweep \d+, (?:By hand 1, )?Vulnerability attack \d+(?:, By hand 1)?\.$/,
      })
      .waitFor();
    await main.getByRole('img', { name: /^Lines by firewall, per 10 minutes\. In all: fw-1 3,025/ }).waitFor();
    await region(main, 'Who fetches the list').getByText('192.0.2.1').waitFor();
    const why = /^A blocked range that addresses are left out of .* becomes several entries/;
    await main.getByRole('button', { name: why }).hover();
    await page.getByText(why).waitFor();
    await screenshot('overview-entries');
    await page.mouse.move(0, 0);
    await assertAccessible();
    await assertFits(page);
    await screenshot('overview-all');
    await page.setViewportSize({ width: 1180, height: 900 });
    await assertFits(page);
    await screenshot('overview-narrow');
    await goTo('overview?range=30d');
    await main.getByRole('img', { name: /^New blocks by case, per 6 hours/ }).waitFor();
    await assertAccessible();
    await goTo('overview?range=1h');
    await main.getByRole('img', { name: /^New blocks by case, per minute/ }).waitFor();
    await screenshot('overview-hour');
    await main.getByRole('radio', { name: '6 hours' }).click({ force: true });
    await main.getByRole('img', { name: /^Lines by firewall, per 5 minutes\. In all: fw-1 3,025/ }).waitFor();
  });
}

const pollOfFirewall = () => ({
  ...{ at: Date.now(), client: '192.0.2.1', status: 200, entries: 3, etag: '', userAgent: 'PAN' },
});

/** A blocked range whose rest, once an address is left out, takes eight entries of the list. */
async function openRangeWithGap(session: TestService['session']): Promise<void> {
  const actor = session.actor('ann', Date.now());
  await addBlock(actor, { address: '198.20.0.0/24', reason: 'bad neighbourhood', duration: '4w' });
  await allowRange(actor, { range: '198.20.0.7', reason: 'a partner', duration: 'permanent' });
}

test('whoever fetches the list on the server itself is no firewall', async (t) => {
  const { api, listPort, session } = await startDetector(t);
  await fetchList(listPort);
  await waitUntil('the poll is stored', async () => (await listClients(session.database.pool)).length === 1);
  const { main, goTo } = await openPage(t, { path: 'overview', api });
  await main.getByRole('link', { name: 'List fetched: Never' }).waitFor();
  await main.getByText('No firewall has fetched the list yet.').waitFor();
  const step = main.getByRole('listitem').filter({ hasText: 'Let a firewall fetch the list' });
  await step.getByLabel('To do').waitFor();
  await goTo('system?tab=list');
  await main.getByRole('row').filter({ hasText: '127.0.0.1' }).getByText('This server').waitFor();
});

test('charts that can’t be asked for anew stand under the fault, and go on when they can', async (t) => {
  const { api } = await openTrafficScene(t, 300);
  const { page, main, allowFault } = await openPage(t, { path: 'overview', api });
  const chart = main.getByRole('img', { name: /^Lines by firewall, per 10 minutes/ });
  await chart.waitFor();
  allowFault(/^503 GET .*\/overview\/charts/);
  await page.route(/\/overview\/charts/, (route) => route.fulfill({ status: 503 }));
  const fault = main.getByText('The detector can’t be reached', { exact: true });
  await fault.waitFor();
  assert.ok(await chart.isVisible());
  await page.unroute(/\/overview\/charts/);
  await fault.waitFor({ state: 'detached' });
  assert.ok(await chart.isVisible());
});

test('a fresh detector shows what is to be done, and each step leads there', async (t) => {
  const { api } = await startDetector(t);
  const { main, screenshot, assertAccessible } = await openPage(t, { path: 'overview', api });
  await main.getByText('Set-up: 1 of 7 steps done').waitFor();
  await main.getByText('Nobody was blocked in the last 24 hours.').waitFor();
  await assertAccessible();
  await screenshot('overview-fresh');
  const steps: readonly [title: string, url: RegExp][] = [
    ['Let logs arrive', /\/setup$/],
    ['Register a firewall', /\/devices$/],
    ['Set your own networks', /\/cases$/],
    ['Let a firewall fetch the list', /\/setup$/],
    ['See the deny rule work', /\/setup$/],
    ['Send a test mail', /\/notifications$/],
  ];
  for (const [title, url] of steps) {
    const link = main.getByRole('listitem').filter({ hasText: title }).getByRole('link');
    assert.match((await link.getAttribute('href')) ?? '', url);
  }
});

test('numbers lead to the pages that explain them', async (t) => {
  const { api } = await openTrafficScene(t, 500);
  const { page, main } = await openPage(t, { path: 'overview', api });
  const links: readonly [name: RegExp, url: RegExp][] = [
    [/^Detection: On/, /\/system$/],
    [/^Lines per second: /, /\/devices$/],
    [/^Active blocks: \d/, /\/blacklist$/],
    [/^To be decided: /, /\/blacklist\?tab=held$/],
    [/^List fetched: Never/, /\/system\?tab=list$/],
    [/^Failed jobs: 0/, /\/system\?tab=jobs$/],
    [/^Mails waiting: /, /\/notifications\?tab=mails&state=waiting$/],
  ];
  for (const [name, url] of links) {
    assert.match((await main.getByRole('link', { name }).getAttribute('href')) ?? '', url);
  }
  await region(main, 'Top countries').getByRole('link').first().click();
  await page.waitForURL(/\/records\?country=.+&from=now-24h$/);
  await main.getByRole('grid').getByRole('row').nth(2).waitFor();
});

test('it is kept up to date without anyone asking, and says when detection is off', async (t) => {
  const { api, session } = await openTrafficScene(t, 100);
  const { main, page } = await openPage(t, { path: 'overview', api });
  await main.getByRole('link', { name: 'Detection: On' }).waitFor();
  await switchDetection(session.actor('ann', Date.now()), false);
  await main.getByRole('link', { name: 'Detection: Off' }).waitFor();
  await main.getByText('Logs are received and stored, but nothing is found').waitFor();
  assert.equal(await main.getByText('Loading …').count(), 0);
  await main.getByRole('radio', { name: '7 days' }).click({ force: true });
  await main.getByRole('img', { name: /^New blocks by case, per hour/ }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('range'), '7d');
});

test('without a detector it says so and shows where to connect one', async (t) => {
  const { main, allowFault } = await openPage(t, { path: 'overview', api: awayApi });
  allowFault(/^502 GET .*\/overview/);
  await main.getByText('The detector can’t be reached', { exact: true }).waitFor();
  await main.getByText(/^Nothing answers at its address\..*systemctl status active-defense/).waitFor();
  assert.equal(await main.getByText('Set-up').count(), 0, 'what nobody knows is not told');
  const link = main.getByRole('link', { name: 'Configuration' });
  assert.match((await link.getAttribute('href')) ?? '', /\/plugins\/activedefense-syslog-app/);
});

test('an app that was never configured says that, and no more', async (t) => {
  const { main, allowFault, assertAccessible, screenshot } = await openPage(t, { path: 'overview' });
  allowFault(/^502 GET .*\/overview/);
  await main.getByText('Not connected yet', { exact: true }).waitFor();
  await main.getByRole('link', { name: 'Configuration' }).waitFor();
  assert.equal(await main.getByText(/systemctl|can’t be reached/).count(), 0);
  await assertAccessible();
  await screenshot('overview-not-connected');
});
