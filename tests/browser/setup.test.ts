import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { lookOver } from './support/lookOver.ts';
import { awayApi } from './support/grafana.ts';
import { openPage, themes } from './support/openPage.ts';
import { button, linkTo } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

const part = (page: Page, name: RegExp | string) => page.locator('main').getByRole('region', { name });
const refused = /^422 GET .*\/firewall-commands/;
const commandsOf = (page: Page, step: number) =>
  page.locator('main').getByRole('group', { name: `Commands of step ${step}`, exact: true });

/** What the page last put into the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return page.evaluate(() => navigator.clipboard.readText());
}

for (const theme of themes) {
  test(`the steps can be read in the ${theme} theme`, async (t) => {
    const { api } = await startDetector(t);
    const opened = await openPage(t, { path: 'setup?address=192.0.2.10&port=1514', api, theme, role: 'Viewer' });
    const { page, main, screenshot, allowFault } = opened;
    allowFault(refused);
    await main.getByRole('heading', { name: /^5\. / }).waitFor();
    await main.getByText('The certificate of the list is not for 192.0.2.10').waitFor();
    await screenshot('setup-wide');
    await lookOver(opened, 'setup');
    await page.setViewportSize({ width: 1280, height: 900 });
    await main.getByLabel('Zone towards the internet').fill('x"y');
    await main.getByText(/^The zone "x\\"y" is no name/).waitFor();
    await lookOver(opened, 'setup-refused');
  });
}

test('the commands have this server’s address and what was entered, which stays in the URL', async (t) => {
  const { api, session, listPort } = await startDetector(t);
  await changeSettings(session.actor('ann', Date.now()), { denyRule: ['Drop listed'] });
  const { page, main } = await openPage(t, { path: 'setup', api, role: 'Viewer' });
  await commandsOf(page, 3).getByText(`:${listPort}/files/blacklist.txt`).waitFor();
  await commandsOf(page, 4).getByText('move rulebase security rules "Drop listed" top').waitFor();
  await commandsOf(page, 1)
    .getByText(/ port 514$/)
    .waitFor();

  await main.getByLabel('Name or address of this server').fill('localhost');
  await main.getByText('localhost leads a firewall to itself').waitFor();
  await main.getByLabel('Name or address of this server').fill('2001:db8::10');
  await commandsOf(page, 3).getByText(`https://[2001:db8::10]:${listPort}/`).waitFor();
  await main.getByRole('radio', { name: 'TLS', exact: true }).click();
  await commandsOf(page, 1).getByText('transport SSL').waitFor();
  await main.getByLabel('Zone towards the internet').fill('Internet zone');
  await commandsOf(page, 4).getByText('from "Internet zone" to any').waitFor();
  await commandsOf(page, 5).getByText('from "Internet zone" to "Internet zone"').waitFor();

  await page.reload();
  await commandsOf(page, 4).getByText('from "Internet zone" to any').waitFor();
  await commandsOf(page, 1).getByText('server 2001:db8::10').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('transport'), 'tls');
});

test('what is copied can be pasted as it is, and never cuts traffic unless asked for on its own', async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'setup?address=192.0.2.10', api, role: 'Viewer' });
  await button(main, 'Copy steps 1 to 4').click();
  const all = await copied(page);
  assert.ok(all.endsWith('\n'));
  const lines = all.trimEnd().split('\n');
  assert.ok(lines.length > 20 && lines.every((line) => /^(?:set|move) /.test(line)));
  assert.ok(!all.includes('Sensor'));
  assert.ok(lines.includes('move rulebase security rules "Active Defense Deny" top'));

  await button(main, 'Copy the commands of step 2').click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('interzone-default')));
  assert.equal((await copied(page)).trimEnd().split('\n').length, 4);
  await button(main, 'Copy the commands of step 5').click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('Sensor')));
  assert.match(await copied(page), /move rulebase security rules "Active Defense Sensor" bottom\n$/);
});

test('each step leads to where its outcome is seen', async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'setup', api, role: 'Viewer' });
  const links: readonly [part: RegExp, label: string, href: RegExp][] = [
    [/^2\. /, 'Devices', /\/devices$/],
    [/^2\. /, 'Syslog records', /\/records$/],
    [/^4\. /, 'Who fetched the list', /\/system\?tab=list$/],
    [/^4\. /, 'Hits of the rule', /\/records\?rule=Active\+Defense\+Deny$/],
    [
      /^5\. /,
      'What intrazone-default allowed in the last 7 days',
      /\?rule=intrazone-default&action=allow&from=now-7d$/,
    ],
  ];
  for (const [name, label, href] of links) {
    const found = await linkTo(part(page, name), label).getAttribute('href');
    assert.match(found ?? '', href);
  }
  await part(page, /^5\. /).getByText('Site-to-site VPN that ends on the firewall').waitFor();
  await linkTo(part(page, /^5\. /), 'What intrazone-default allowed in the last 7 days').click();
  await main.getByRole('heading', { level: 1, name: 'Syslog records', exact: true }).waitFor();
});

test('a wrong port is told beside it, a wrong name in a sentence, and both are mended', async (t) => {
  const { api } = await startDetector(t);
  const { page, main, allowFault } = await openPage(t, { path: 'setup?address=192.0.2.10', api, role: 'Viewer' });
  allowFault(refused);
  await main.getByLabel('To port').fill('70000');
  await main.getByText('Enter a whole number from 1 to 65535.').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('port'), null);
  await main.getByLabel('To port').fill('');
  await main.getByLabel('Name of the firewall’s objects').fill('a"; commit');
  await main.getByText(/is no name for a firewall's object: use letters/).waitFor();
  assert.equal(await commandsOf(page, 1).count(), 0, 'what was made before is not there to be copied');
  await main.getByLabel('Name of the firewall’s objects').fill('AD');
  await commandsOf(page, 4).getByText('log-setting AD').waitFor();
});

test('without a detector the page says so', async (t) => {
  const { main, allowFault } = await openPage(t, { path: 'setup', api: awayApi });
  allowFault(/^502 GET .*\/firewall-commands/);
  await main.getByText('The detector can’t be reached').waitFor();
  await button(main, 'Try again').waitFor();
});
