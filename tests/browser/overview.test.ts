import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { switchDetection } from '../../detector/app/operations.ts';
import { fetchList } from '../support/service.ts';
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
    const { api, listPort } = await openTrafficScene(t);
    await fetchList(listPort);
    const { page, main, goTo, assertAccessible, screenshot } = await openPage(t, { path: 'overview', api, theme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await region(main, 'Top attackers').getByRole('link', { name: odd.attacker }).waitFor();
    await main
      .getByRole('img', {
        name: /^New blocks by case, per 10 minutes\. In all: Port scan \d+, Port sweep \d+, Vulnerability attack \d+\.$/,
      })
      .waitFor();
    await main.getByRole('img', { name: /^Lines by firewall, per 10 minutes\. In all: fw-1 3,025/ }).waitFor();
    await assertAccessible();
    await assertFits(page);
    await screenshot('overview-all');
    await page.setViewportSize({ width: 1180, height: 900 });
    await assertFits(page);
    await screenshot('overview-narrow');
    await goTo('overview?range=30d');
    await main.getByRole('img', { name: /^New blocks by case, per 6 hours/ }).waitFor();
    await assertAccessible();
  });
}

test('a fresh detector shows what is to be done, and each step leads there', async (t) => {
  const { api } = await startDetector(t);
  const { main, screenshot, assertAccessible } = await openPage(t, { path: 'overview', api });
  await main.getByText('Set-up: 1 of 7 steps done').waitFor();
  await main.getByText('Nobody was blocked in the last 24 hours.').waitFor();
  await assertAccessible();
  await screenshot('overview-fresh');
  const steps: readonly [title: string, url: RegExp][] = [
    ['Let logs arrive', /\/devices$/],
    ['Register a firewall', /\/devices$/],
    ['Set your own networks', /\/cases$/],
    ['Let a firewall fetch the list', /\/system\?tab=list$/],
    ['See the deny rule work', /\/cases$/],
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
  const { main, allowFault } = await openPage(t, { path: 'overview' });
  allowFault(/^502 GET .*\/overview/);
  await main.getByText('The detector can’t be reached', { exact: true }).waitFor();
  await main.getByText(/^Nothing answers at its address\..*systemctl status active-defense/).waitFor();
  assert.equal(await main.getByText('Set-up').count(), 0, 'what nobody knows is not told');
  const link = main.getByRole('link', { name: 'Configuration' });
  assert.match((await link.getAttribute('href')) ?? '', /\/plugins\/activedefense-syslog-app/);
});
