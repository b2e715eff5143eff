import { test } from 'node:test';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { insertMail } from '../../detector/store/mails.ts';
import { assertStays } from './support/assertStays.ts';
import { openBlacklistScene, scene } from './support/blacklistScene.ts';
import { openDevicesScene, strayHost } from './support/devicesScene.ts';
import { openPage } from './support/openPage.ts';
import { button, check, rowOf } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

test('rows of the blacklist stand while others are selected, and while the list is asked for anew', async (t) => {
  const { api } = await openBlacklistScene(t);
  const { page, main, goTo } = await openPage(t, { path: 'blacklist', api, role: 'Editor' });
  const box = (name: string) => main.getByRole('checkbox', { name, exact: true });
  await assertStays(box(`Select ${scene.scanner}`), async () => {
    await check(main, `Select ${scene.otherScanner}`);
    await main.getByText('1 selected').waitFor();
    const answered = page.waitForResponse(/\/blacklist\/blocks\?/);
    await button(main, 'Refresh').click();
    await answered;
    await main.getByText('1 selected').waitFor({ state: 'hidden' });
  });
  await goTo('blacklist?tab=held');
  await assertStays(button(rowOf(main, scene.held), 'Block'), async () => {
    await check(main, 'Select all that are shown');
    await main.getByText('2 selected').waitFor();
  });
});

test('the buttons of jobs stand while one runs', async (t) => {
  const { api } = await startDetector(t);
  const { main } = await openPage(t, { path: 'system?tab=jobs', api });
  await assertStays(button(rowOf(main, 'certificate'), 'Run now'), async () => {
    await button(rowOf(main, 'release'), 'Run now').click();
    await main.getByText('release has run').waitFor();
    await rowOf(main, 'release').getByText('Done').waitFor();
  });
});

test('rows of the audit trail stand while it is filtered', async (t) => {
  const { api, session } = await startDetector(t);
  const as = (name: string) => session.actor(name, Date.now());
  await addBlock(as('ann'), { address: '45.142.193.118', reason: 'scans', duration: '1w' });
  await changeSettings(as('bob'), { portScan: { ports: 25 } });
  const { main } = await openPage(t, { path: 'system?tab=audit', api });
  await assertStays(button(rowOf(main, 'ann'), 'What changed'), async () => {
    await main.getByLabel('Who').fill('ann');
    await rowOf(main, 'bob').waitFor({ state: 'hidden' });
  });
});

test('who is not registered stands while the page asks how devices do', async (t) => {
  const { api } = await openDevicesScene(t);
  const { page, main } = await openPage(t, { path: 'devices', api });
  await assertStays(button(rowOf(main, strayHost), 'Edit first'), async () => {
    for (let polls = 0; polls < 2; polls++) await page.waitForResponse(/\/api\/v1\/devices$/);
  });
});

test('mails stand while the queue is asked for anew', async (t) => {
  const { api, session } = await startDetector(t);
  const createdAt = Date.now() + 3_600_000;
  const mail = { createdAt, giveUpAt: createdAt, subject: 'Blocked: one', text: '', html: '' };
  await insertMail(session.database.pool, { ...mail, recipients: ['soc@example.com'], messageId: '1@example.com' });
  const { page, main } = await openPage(t, { path: 'notifications?tab=mails', api });
  await assertStays(button(rowOf(main, 'Blocked: one'), 'Give up'), async () => {
    const answered = page.waitForResponse(/\/notifications\/mails/);
    await button(main, 'Refresh').click();
    await answered;
    await main.getByText('1 shown').waitFor();
  });
});
