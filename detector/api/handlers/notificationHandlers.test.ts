import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import type { TestApiContext } from '../../../tests/support/apiContext.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { notificationRoutes } from '../contract/notifications.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { lastMailTest } from '../../store/mailSettings.ts';
import { countMails, insertMail } from '../../store/mails.ts';
import { createNotificationHandlers } from './notificationHandlers.ts';

const request = {
  ...{ isOn: true, host: 'localhost', port: 587, security: 'none' as const, user: '', sender: 'ad@example.com' },
  ...{ recipients: ['soc@example.com'], grafanaUrl: 'https://grafana.example.com' },
};
const route = {
  read: 'GET /notifications/settings',
  change: 'PUT /notifications/settings',
  test: 'POST /notifications/test',
  list: 'GET /notifications/mails',
  retry: 'POST /notifications/mails/:id/retry',
  remove: 'DELETE /notifications/mails/:id',
} as const;

async function open(t: TestContext) {
  const context = await openApiContext(t);
  return { context, handlers: createNotificationHandlers(context) };
}

async function putMails({ database, clock }: TestApiContext, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await insertMail(database.pool, {
      ...{ createdAt: clock.nowMs, giveUpAt: clock.nowMs, subject: `mail ${i}`, text: 't', html: 'h' },
      ...{ recipients: ['soc@example.com'], messageId: `${i}@example.com` },
    });
  }
}

describe('notification settings', () => {
  it('are off before anybody enters a server', async (t) => {
    const { handlers } = await open(t);
    const answer = await handlers[route.read]({}, alice);
    createAnswerCheck(notificationRoutes[route.read].answer)(answer);
    assert.deepEqual([answer.isOn, answer.host, answer.hasPassword], [false, '', false]);
  });

  it('are kept without ever showing the password, with who changed them', async (t) => {
    const { handlers, context } = await open(t);
    const password = 'open sesame';
    const answer = await handlers[route.change]({ body: { ...request, user: 'ad', password } }, alice);
    assert.deepEqual(answer, { ...request, user: 'ad', hasPassword: true });
    createAnswerCheck(notificationRoutes[route.change].answer)(answer);
    assert.deepEqual(await handlers[route.read]({}, alice), answer);
    const [event] = await auditEventsOf(context.database.pool, 'notifications', 1);
    assert.deepEqual([event.actor, event.action], ['alice', 'notifications.change']);
    const { rows } = await context.database.pool.query('select * from mail_settings, audit_event');
    assert.doesNotMatch(JSON.stringify(rows), /sesame/);
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(Buffer.from(password).toString('base64')));
  });

  it('keep the stored password for the same server and user alone', async (t) => {
    const { handlers } = await open(t);
    const change = (body: typeof request & { password?: string }) => handlers[route.change]({ body }, alice);
    await change({ ...request, user: 'ad', password: 'secret' });
    assert.equal((await change({ ...request, user: 'ad', port: 25 })).hasPassword, true);
    await assert.rejects(change({ ...request, user: 'ad', host: 'elsewhere.example.com' }), {
      code: 'mail-settings-wrong',
      message: /enter the password for this one/,
    });
    await assert.rejects(handlers[route.test]({ body: { ...request, user: 'other' } }, alice), {
      code: 'mail-settings-wrong',
    });
    assert.equal((await change({ ...request, user: 'ad', password: '' })).hasPassword, false);
    await change({ ...request, user: 'ad', password: 'secret' });
    assert.equal((await change({ ...request, user: '' })).hasPassword, false);
  });

  it('name every fault and change nothing', async (t) => {
    const { handlers } = await open(t);
    const body = { ...request, host: 'a b', sender: 'x', recipients: [], grafanaUrl: 'y' };
    await assert.rejects(handlers[route.change]({ body }, alice), (error: Error & { code: string }) => {
      assert.equal(error.code, 'mail-settings-wrong');
      assert.equal(error.message.split('\n').length, 4);
      return true;
    });
    assert.equal((await handlers[route.read]({}, alice)).isOn, false);
  });
});

describe('a test mail', () => {
  it("is sent with settings that are not stored, and the server's own answer comes back", async (t) => {
    const { handlers, context } = await open(t);
    const login = { user: 'ad', password: 'secret' };
    const server = await startSmtp(t, { security: 'starttls', login });
    const body = { ...request, ...login, port: server.port, security: 'starttls' as const };
    assert.deepEqual(await handlers[route.test]({ body }, alice), { isSent: true, answer: '250 taken as mail 7' });
    assert.match(server.mails[0].raw, /^Subject: Active Defense: test mail\r$/m);
    assert.equal(await lastMailTest(context.database.pool), context.clock.nowMs);
    assert.equal((await handlers[route.read]({}, alice)).isOn, false);
  });

  it('says what the server says to a wrong password, or to a recipient that it does not know', async (t) => {
    const { handlers, context } = await open(t);
    const server = await startSmtp(t, { login: { user: 'ad', password: 'right' }, refused: ['gone@example.com'] });
    const body = { ...request, port: server.port, user: 'ad' };
    const wrong = await handlers[route.test]({ body: { ...body, password: 'wrong' } }, alice);
    assert.deepEqual([wrong.isSent, /535 5\.7\.8 no such user/.test(wrong.answer)], [false, true]);
    const recipients = ['soc@example.com', 'gone@example.com'];
    const refused = await handlers[route.test]({ body: { ...body, recipients, password: 'right' } }, alice);
    assert.deepEqual(refused, {
      isSent: false,
      answer: 'Refused for gone@example.com: 550 5.1.1 nobody is called gone@example.com',
    });
    assert.equal(await lastMailTest(context.database.pool), null);
  });
});

describe('mails', () => {
  it('are listed page by page, newest first, by state', async (t) => {
    const { handlers, context } = await open(t);
    await putMails(context, 5);
    const first = await handlers[route.list]({ query: { limit: 3 } }, alice);
    createAnswerCheck(notificationRoutes[route.list].answer)(first);
    assert.deepEqual(
      first.items.map(({ subject }) => subject),
      ['mail 4', 'mail 3', 'mail 2'],
    );
    const second = await handlers[route.list]({ query: { limit: 3, cursor: first.next ?? '' } }, alice);
    assert.deepEqual(
      second.items.map(({ subject }) => subject),
      ['mail 1', 'mail 0'],
    );
    assert.equal(second.next, null);
    assert.deepEqual(await handlers[route.list]({ query: { state: 'failed' } }, alice), { items: [], next: null });
    await assert.rejects(handlers[route.list]({ query: { cursor: 'x' } }, alice), { code: 'cursor-wrong' });
    assert.deepEqual(await countMails(context.database.pool), { waiting: 5, failed: 0 });
  });

  it('are tried again now, or given up, with who said so', async (t) => {
    const { handlers, context } = await open(t);
    const { pool } = context.database;
    await putMails(context, 1);
    const [{ id }] = (await handlers[route.list]({ query: {} }, alice)).items;
    await pool.query(`update mail set state = 'failed', last_error = 'no'`);
    context.clock.nowMs += 1_000;
    const mail = await handlers[route.retry]({ params: { id } }, alice);
    createAnswerCheck(notificationRoutes[route.retry].answer)(mail);
    assert.deepEqual([mail.state, mail.nextAttemptAt, mail.lastError], ['waiting', context.clock.nowMs, 'no']);
    assert.deepEqual(await handlers[route.remove]({ params: { id } }, alice), { id });
    assert.deepEqual(
      (await auditEventsOf(pool, `mail ${id}`, 5)).map(({ actor, action }) => `${actor} ${action}`),
      ['alice mail.delete', 'alice mail.retry'],
    );
    await assert.rejects(handlers[route.remove]({ params: { id } }, alice), { code: 'no-such-mail' });
    await assert.rejects(handlers[route.retry]({ params: { id } }, alice), { code: 'no-such-mail' });
  });

  it('that were sent are not sent again', async (t) => {
    const { handlers, context } = await open(t);
    await putMails(context, 1);
    await context.database.pool.query(`update mail set state = 'sent'`);
    const [{ id }] = (await handlers[route.list]({ query: {} }, alice)).items;
    await assert.rejects(handlers[route.retry]({ params: { id } }, alice), { code: 'already-sent' });
  });
});
