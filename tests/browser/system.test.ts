import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../detector/actions/allowlist/allow.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { releaseBlocks } from '../../detector/actions/blacklist/releaseBlocks.ts';
import { lookOver } from './support/lookOver.ts';
import { awayApi } from './support/grafana.ts';
import { openPage, themes } from './support/openPage.ts';
import { button, dialogOf, rowOf } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

/** A detector whose list was fetched and where two people have changed things. */
async function openScene(t: TestContext) {
  const detector = await startDetector(t);
  const as = (name: string) => detector.session.actor(name, Date.now());
  await addBlock(as('ann'), { address: '45.142.193.118', reason: 'scans', duration: '1w' });
  await releaseBlocks(as('bob'), { addresses: ['45.142.193.118'] }, 'a partner');
  await allowRange(as('bob'), { range: '198.18.0.0/16', reason: `<i>${'long-'.repeat(150)}</i>`, duration: '2d' });
  await changeSettings(as('ann'), { portScan: { ports: 25 }, ownNetworks: ['203.0.113.0/24', '192.0.2.0/24'] });
  await changeSettings(as('ann'), { ownNetworks: ['192.0.2.0/24', '198.51.100.0/24'] });
  await detector.list();
  return detector;
}

for (const theme of themes) {
  test(`every tab can be read and used in the ${theme} theme`, async (t) => {
    const { api } = await openScene(t);
    const opened = await openPage(t, { path: 'system', api, theme });
    const { page, main, goTo } = opened;
    await main.getByText('Newest migration').waitFor();
    await lookOver(opened, 'system-status');
    await button(main, 'Turn off').click();
    await page.getByText('Nothing is found and nobody new is blocked').waitFor();
    await lookOver(opened, 'system-off');
    await goTo('system?tab=list');
    await button(main, 'Test').click();
    await main.getByRole('list', { name: 'Steps' }).waitFor();
    await lookOver(opened, 'system-list');
    await goTo('system?tab=jobs');
    await rowOf(main, 'certificate').waitFor();
    await button(rowOf(main, 'certificate'), 'Run now').click();
    await main.getByText('certificate has run').waitFor();
    await lookOver(opened, 'system-jobs');
    await goTo('system?tab=audit');
    await button(rowOf(main, 'Settings changed').first(), 'What changed').click();
    await dialogOf(page).getByText('198.51.100.0/24').waitFor();
    await dialogOf(page).getByText('Own networks').waitFor();
    await dialogOf(page).getByText('settings.change').waitFor();
    await lookOver(opened, 'system-audit');
    await goTo('system?tab=file');
    const document = {
      version: 1,
      settings: { portScan: { ports: 30 } },
      allowlist: [{ range: '198.51.100.9', reason: 'x', expiresAt: null }],
    };
    await main.locator('input[type=file]').setInputFiles(jsonFile(JSON.stringify(document)));
    await main.getByText('What new.json would change').waitFor();
    await lookOver(opened, 'system-file');
  });
}

test('detection is turned off after a word, and on again', async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'system', api });
  await button(main, 'Turn off').click();
  await button(page, 'Cancel').click();
  await button(main, 'Turn off').click();
  await button(dialogOf(page), 'Turn off').click();
  await page.getByText('Detection is off.').waitFor();
  await main.getByText('Records are stored, but nothing is found').waitFor();
  await button(main, 'Turn on').click();
  await page.getByText('Detection is on.').waitFor();
  await button(main, 'Turn off').waitFor();
});

test('detection is restarted', async (t) => {
  const detector = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'system', api: detector.api });
  await button(main, 'Restart detection').click();
  await button(dialogOf(page), 'Restart').click();
  await page.getByText('Detection was restarted.').waitFor();
  assert.notEqual(detector.currentWork(), detector.work);
});

test('the list tab has the address, the CA to download, who fetched it, and a test with its steps', async (t) => {
  const { api, listPort } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'system?tab=list', api });
  await main
    .getByText(new RegExp(`https://.*:${listPort}/files/blacklist.txt`))
    .first()
    .waitFor();
  await rowOf(main, '127.0.0.1').getByText('The list').waitFor();
  await rowOf(main, '127.0.0.1').getByText('This server').waitFor();
  const saved = page.waitForEvent('download');
  await button(main, 'Download the CA').click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), 'active-defense-ca.pem');
  assert.match(await readFile(await download.path(), 'utf8'), /^-----BEGIN CERTIFICATE-----/);
  await main.getByLabel('Name or address of this server').fill('localhost');
  await button(main, 'Test').click();
  const steps = main.getByRole('list', { name: 'Steps' });
  await steps.getByText('The certificate is for localhost.').waitFor();
  assert.equal(await steps.getByTitle('Not good').count(), 0);
  await main.getByLabel('Name or address of this server').fill('edl.example.com');
  await button(main, 'Test').click();
  await main.getByText(/^A firewall would not get the list/).waitFor();
  await steps.getByText(/add the name to ACTIVE_DEFENSE_LIST_NAMES/).waitFor();
});

test('jobs are run by hand and tell what came of it', async (t) => {
  const { api } = await startDetector(t);
  const { main } = await openPage(t, { path: 'system?tab=jobs', api });
  await button(rowOf(main, 'release'), 'Run now').click();
  await main.getByText('release has run').waitFor();
  await rowOf(main, 'release').getByText('Done').waitFor();
});

test('the audit trail is filtered in the URL and shows what changed', async (t) => {
  const { api } = await openScene(t);
  const { page, main, goTo } = await openPage(t, { path: 'system?tab=audit', api, role: 'Viewer' });
  await rowOf(main, 'Released').waitFor();
  await main.getByLabel('Who').fill('bob');
  await page.waitForURL(/actor=bob/);
  await rowOf(main, 'Settings changed').first().waitFor({ state: 'hidden' });
  await main.getByText('2 shown').waitFor();
  await main.getByLabel('What', { exact: true }).click();
  await page.getByRole('option', { name: 'Everything about the allowlist' }).click();
  await page.waitForURL(/action=allow/);
  await main.getByText('1 shown').waitFor();
  await button(main, 'What changed').click();
  const drawer = dialogOf(page);
  await drawer.getByText(/^<i>long-/).waitFor();
  assert.match(page.url(), /event=\d+/);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await button(main, 'What changed').click();
  await page.reload();
  await drawer.getByText(/^<i>long-/).waitFor();
  await button(drawer, 'Close').click();
  await drawer.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).searchParams.get('event'), null);
  await button(main, 'Clear filters').click();
  await rowOf(main, 'Settings changed').first().waitFor();
  await goTo('system?tab=audit&actor=nobody');
  await main.getByText('Nothing matches these filters').waitFor();
  await goTo('system?tab=audit&event=999999');
  await page.getByText('This change is not among those that are shown').waitFor();
});

test('more of the audit trail is shown on demand', async (t) => {
  const { api, session } = await startDetector(t);
  await session.database.pool.query(
    `insert into audit_event (at, actor, action, subject) select now(), 'ann', 'block.note', 'address ' || n from generate_series(1, 120) n`,
  );
  const { main } = await openPage(t, { path: 'system?tab=audit', api, role: 'Viewer' });
  await main.getByText('50 shown, there are more').waitFor();
  await button(main, 'Show more').click();
  await main.getByText('100 shown, there are more').waitFor();
  await button(main, 'Show more').click();
  await main.getByText(/^1[23]\d shown$/).waitFor();
});

test('the configuration goes out as a file and comes back in after a look at what it changes', async (t) => {
  const { api, session } = await openScene(t);
  const { page, main } = await openPage(t, { path: 'system?tab=file', api });
  const saved = page.waitForEvent('download');
  await button(main, 'Download the configuration').click();
  const text = await readFile(await (await saved).path(), 'utf8');
  const document = JSON.parse(text) as { settings: { portScan: { ports: number } } };
  assert.equal(document.settings.portScan.ports, 25);
  const input = main.locator('input[type=file]');
  await input.setInputFiles(jsonFile(text));
  await main.getByText('Everything in new.json stands already: nothing would change.').waitFor();
  await input.setInputFiles(jsonFile('no JSON'));
  await main.getByText(/^new\.json is not a configuration file/).waitFor();
  document.settings.portScan.ports = 5000;
  await input.setInputFiles(jsonFile(JSON.stringify(document)));
  await main.getByText('new.json can’t be taken over: nothing was changed').waitFor();
  assert.equal(await main.getByRole('button', { name: /^Apply/ }).count(), 0);
  document.settings.portScan.ports = 30;
  await input.setInputFiles(jsonFile(JSON.stringify(document)));
  await main.getByText(/The setting portScan becomes/).waitFor();
  await button(main, 'Apply 1 change').click();
  await page.getByText('Taken over: 1 change.').waitFor();
  const { rows } = await session.database.pool.query<{ action: string }>(
    'select action from audit_event order by id desc limit 1',
  );
  assert.equal(rows[0].action, 'configuration.import');
});

test('a viewer sees all of it, changes nothing and is told why', async (t) => {
  const { api } = await openScene(t);
  const { main, goTo } = await openPage(t, { path: 'system', api, role: 'Viewer' });
  await button(main, 'Turn off').waitFor();
  assert.equal(await button(main, 'Turn off').isDisabled(), true);
  assert.equal(await button(main, 'Restart detection').isDisabled(), true);
  await goTo('system?tab=jobs');
  await button(main, 'Run now').first().waitFor();
  assert.equal(await button(main, 'Run now').first().isDisabled(), true);
  await goTo('system?tab=file');
  await main.getByText('Only administrators take the configuration out or in').waitFor();
  assert.equal(await button(main, 'Download the configuration').isDisabled(), true);
});

test('without a detector each tab says what failed', async (t) => {
  const { main, goTo, allowFault } = await openPage(t, { path: 'system', api: awayApi });
  allowFault(/^502 GET .*system/);
  for (const tab of ['status', 'list', 'jobs', 'audit']) {
    await goTo(`system?tab=${tab}`);
    await main.getByText('The detector can’t be reached', { exact: true }).first().waitFor();
  }
});

function jsonFile(text: string) {
  return { name: 'new.json', mimeType: 'application/json', buffer: Buffer.from(text) };
}
