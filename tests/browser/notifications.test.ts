import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { changeMailSettings } from '../../detector/actions/mail/changeMailSettings.ts';
import { insertMail } from '../../detector/store/mails.ts';
import { startSmtp } from '../support/smtp.ts';
import { lookOver } from './support/lookOver.ts';
import { openPage, themes } from './support/openPage.ts';
import { button, rowOf } from './support/parts.ts';
import { startDetector } from './support/startDetector.ts';

const labelled = (page: Page, label: string | RegExp) => page.locator('main').getByLabel(label);

async function fillIn(page: Page, port: number): Promise<void> {
  await page.getByRole('radio', { name: 'None', exact: true }).click();
  await labelled(page, /^Mail server/).fill('localhost');
  await labelled(page, /^Port/).fill(String(port));
  await labelled(page, /^Sender/).fill('ad@example.com');
  await labelled(page, /^Recipients/)
    .first()
    .fill('soc@example.com, night@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove night@example.com' }).waitFor();
}

test('an administrator sets the server up, tests it before saving, and saves', async (t) => {
  const { api } = await startDetector(t);
  const smtp = await startSmtp(t, { login: { user: 'ann', password: 'pass word' } });
  const { page, main } = await openPage(t, { path: 'notifications', api });
  await labelled(page, /^Address of Grafana/).waitFor();
  assert.equal(await labelled(page, /^Address of Grafana/).inputValue(), new URL(page.url()).origin);
  assert.equal(await button(main, 'Save').isDisabled(), true);
  const test = button(main, 'Send a test mail');
  assert.equal(await test.getAttribute('aria-disabled'), 'true');
  await test.hover();
  await page.getByText('Enter a mail server, a sender and a recipient first.').waitFor();
  await fillIn(page, smtp.port);
  await labelled(page, /^User/).fill('ann');
  await labelled(page, /^Password/).fill('wrong');
  await main.getByText('Not saved yet').waitFor();
  await button(main, 'Send a test mail').click();
  await main.getByText(/no such user or password/).waitFor();
  assert.equal(smtp.mails.length, 0);
  await labelled(page, /^Password/).fill('pass word');
  await main.getByText(/no such user or password/).waitFor({ state: 'hidden' });
  await button(main, 'Send a test mail').click();
  await main.getByText('The mail server took the test mail').waitFor();
  await main.getByText(/taken as mail 7/).waitFor();
  assert.deepEqual(
    smtp.mails.map(({ to }) => to),
    [['soc@example.com', 'night@example.com']],
  );
  await main.getByRole('switch', { name: 'Send mails' }).click({ force: true });
  await button(main, 'Save').click();
  await page.getByText('Saved. Mails are sent with these settings.').waitFor();
  await main.getByText('Not saved yet').waitFor({ state: 'hidden' });
  await page.reload();
  await labelled(page, /^Password/)
    .and(page.getByPlaceholder('Stored – leave empty to keep'))
    .waitFor();
  assert.equal(await labelled(page, /^Password/).inputValue(), '');
  assert.equal(await labelled(page, /^User/).inputValue(), 'ann');
  await button(main, 'Send a test mail').click();
  await main.getByText('The mail server took the test mail').waitFor();
  assert.equal(smtp.mails.at(-1)?.user, 'ann');
});

test('what will not do is told at its field, by the page and by the detector', async (t) => {
  const { api } = await startDetector(t);
  const { page, main, allowFault } = await openPage(t, { path: 'notifications', api });
  await labelled(page, /^Port/).fill('70000');
  await main.getByText('It takes a whole number from 1 to 65535').waitFor();
  assert.equal(await button(main, 'Save').isDisabled(), true);
  await labelled(page, /^Port/).fill('25');
  await labelled(page, /^Recipients/)
    .first()
    .fill('nobody');
  await page.keyboard.press('Enter');
  await main.getByText('“nobody” is not an e-mail address.').waitFor();
  await labelled(page, /^Recipients/)
    .first()
    .fill('');
  await labelled(page, /^Sender/).fill('ad at example');
  await main.getByRole('switch', { name: 'Send mails' }).click({ force: true });
  allowFault(/^422 PUT .*notifications/);
  await button(main, 'Save').click();
  await main.getByText(/^host is "": it takes a mail server/).waitFor();
  await main.getByText(/^sender: "ad at example" is not an e-mail address/).waitFor();
  await main.getByText(/^recipients is empty/).waitFor();
  await button(main, 'Discard changes').click();
  await main.getByText(/^recipients is empty/).waitFor({ state: 'hidden' });
  assert.equal(await labelled(page, /^Sender/).inputValue(), '');
});

test('a server that is not there is told in words', async (t) => {
  const { api } = await startDetector(t);
  const smtp = await startSmtp(t);
  await smtp.close();
  const { page, main } = await openPage(t, { path: 'notifications', api });
  await labelled(page, /^Mail server/).waitFor();
  await fillIn(page, smtp.port);
  await button(main, 'Send a test mail').click();
  await main.getByText('The test mail was not sent').waitFor();
  await main.getByText(new RegExp(`localhost:${smtp.port}`)).waitFor();
});

test('whoever leaves with unsaved changes is asked', async (t) => {
  const { api } = await startDetector(t);
  const { page, main } = await openPage(t, { path: 'notifications', api });
  await labelled(page, /^User/).fill('bob');
  await main.getByRole('tab', { name: 'Mails' }).click();
  await main.getByText('No mail was written yet').waitFor();
  await main.getByRole('tab', { name: 'Settings' }).click();
  assert.equal(await labelled(page, /^User/).inputValue(), 'bob');
  await page.getByRole('link', { name: 'System', exact: true }).first().click();
  await page.getByText('Leave without saving?').waitFor();
  await button(page, 'Stay').click();
  assert.equal(await labelled(page, /^User/).inputValue(), 'bob');
  await page.getByRole('link', { name: 'System', exact: true }).first().click();
  await button(page, 'Leave and discard').click();
  await main.getByRole('heading', { level: 1, name: 'System' }).waitFor();
});

for (const theme of themes) {
  test(`settings and queue can be read and used in the ${theme} theme`, async (t) => {
    const scene = await openQueue(t);
    const opened = await openPage(t, { path: 'notifications', api: scene.api, theme });
    const { main, goTo } = opened;
    await button(main, 'Send a test mail').click();
    await main.getByText('The test mail was not sent').waitFor();
    await lookOver(opened, 'notifications-settings');
    await goTo('notifications?tab=mails');
    await rowOf(main, 'Blocked: one').waitFor();
    await lookOver(opened, 'notifications-mails');
  });
}

test('the queue tells why a mail waits, which is tried again or given up', async (t) => {
  const { api } = await openQueue(t);
  const { page, main } = await openPage(t, { path: 'notifications?tab=mails', api });
  await rowOf(main, 'Blocked: one')
    .getByText(/It waits after .*421 too busy/)
    .waitFor();
  await rowOf(main, 'Blocked: two')
    .getByText(/Not tried any more after 9 attempts/)
    .waitFor();
  await main.getByText('<img src=x>').waitFor();
  await main.getByRole('radio', { name: 'Failed', exact: true }).click();
  await page.waitForURL(/state=failed/);
  await rowOf(main, 'Blocked: one').waitFor({ state: 'hidden' });
  await button(rowOf(main, 'Blocked: two'), 'Try now').click();
  await page.getByText('The mail is tried again now.').waitFor();
  await main.getByText('Nothing matches these filters').waitFor();
  await button(main, 'Clear filters').click();
  await button(rowOf(main, 'Blocked: two'), 'Give up').click();
  await button(page.getByRole('dialog').first(), 'Give up').click();
  await page.getByText('The mail was given up.').waitFor();
  await rowOf(main, 'Blocked: two').waitFor({ state: 'hidden' });
  await rowOf(main, 'Blocked: one').waitFor();
});

test('while mails are turned off the queue says so, and nothing is tried', async (t) => {
  const { api } = await openQueue(t);
  const { page, main } = await openPage(t, { path: 'notifications', api });
  await main.getByRole('switch', { name: 'Send mails' }).click({ force: true });
  await button(main, 'Save').click();
  await page.getByText('Saved. No mails are sent.').waitFor();
  await main.getByRole('tab', { name: 'Mails' }).click();
  await main.getByText('Mails are turned off').waitFor();
  assert.equal(await button(rowOf(main, 'Blocked: two'), 'Try now').isDisabled(), true);
});

test('a viewer reads all of it and changes nothing', async (t) => {
  const { api } = await openQueue(t);
  const { page, main, goTo } = await openPage(t, { path: 'notifications', api, role: 'Viewer' });
  await main.getByText('Only administrators change how mails are sent').waitFor();
  assert.equal(await labelled(page, /^Mail server/).isDisabled(), true);
  assert.equal(await button(main, 'Send a test mail').count(), 0);
  await goTo('notifications?tab=mails');
  assert.equal(await button(rowOf(main, 'Blocked: two'), 'Try now').isDisabled(), true);
});

/** Mails that wait, failed and were sent, of a server that is not there. */
async function openQueue(t: Parameters<typeof startDetector>[0]) {
  const detector = await startDetector(t);
  const smtp = await startSmtp(t);
  await smtp.close();
  const { session, dataDir } = detector;
  await changeMailSettings(session.actor('ann', Date.now()), dataDir, {
    ...{ isOn: true, host: 'localhost', port: smtp.port, security: 'none', user: 'ann', password: 'secret' },
    ...{ sender: 'ad@example.com', recipients: ['soc@example.com', 'night@example.com'], grafanaUrl: '' },
  });
  const { pool } = session.database;
  for (const subject of ['Blocked: one <img src=x>', 'Blocked: two', 'Blocked: three']) {
    // So far ahead that nobody tries to send it.
    const [createdAt, giveUpAt] = [Date.now() + 3_600_000, Date.now() + 7_200_000];
    const mail = { subject, text: '', html: '', recipients: ['soc@example.com', 'night@example.com'] };
    await insertMail(pool, { ...mail, createdAt, giveUpAt, messageId: `${subject.length}@example.com` });
  }
  await pool.query('update mail set created_at = now()');
  await pool.query(
    `update mail set state = 'waiting', attempts = 2, last_error = '421 too busy', next_attempt_at = now() + interval '1 hour' where subject like '%one%'`,
  );
  await pool.query(
    `update mail set state = 'failed', attempts = 9, last_error = '550 no such reader', next_attempt_at = null where subject like '%two%'`,
  );
  await pool.query(
    `update mail set state = 'sent', attempts = 1, sent_at = now(), next_attempt_at = null where subject like '%three%'`,
  );
  return detector;
}
