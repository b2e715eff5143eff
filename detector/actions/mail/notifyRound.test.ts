import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { openMailing } from '../../../tests/support/mails.ts';
import type { TestMailing } from '../../../tests/support/mails.ts';
import { decodedMail, startSmtp } from '../../../tests/support/smtp.ts';
import { secretKeyFile } from '../../notify/secretBox.ts';
import { claimMail, insertMail } from '../../store/mails.ts';

const second = 1_000;
const minute = 60 * second;
const day = 1_440 * minute;

/** Sees a block, and lets it wait for others as long as it has to. */
async function makeMail({ round, clock }: TestMailing): Promise<void> {
  await round();
  clock.nowMs += 30 * second;
  await round();
}

/** Mails that nobody made of blocks. */
async function putMails({ database, clock }: TestMailing, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) {
    await insertMail(database.pool, {
      ...{ createdAt: clock.nowMs, giveUpAt: clock.nowMs + 3 * day, subject: `mail ${i}`, text: 'text', html: '<p>' },
      ...{ recipients: ['soc@example.com'], messageId: `${i}@example.com` },
    });
  }
}

describe('a round of notifications', () => {
  it('tells of a new block after 30 seconds, once', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await mailing.block('198.51.100.9');
    await mailing.round();
    mailing.clock.nowMs += 30 * second - 1;
    await mailing.round();
    assert.equal(server.mails.length, 0);
    mailing.clock.nowMs += 1;
    await mailing.round();
    assert.equal(server.mails.length, 1);
    assert.match(server.mails[0].raw, /^Subject: Active Defense: 198\.51\.100\.9 is blocked \(by alice\)\r$/m);
    mailing.clock.nowMs += day;
    await mailing.round();
    assert.equal(server.mails.length, 1);
    const [mail] = await mailing.mails();
    assert.deepEqual([mail.state, mail.attempts, mail.nextAttemptAt, mail.lastError], ['sent', 1, null, null]);
  });

  it('gathers what comes within 30 seconds, and then for five minutes', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    const { clock, round, block } = mailing;
    await mailing.set({});
    await block('198.51.100.1');
    await round();
    clock.nowMs += 29 * second;
    await block('198.51.100.2');
    clock.nowMs += second;
    await round();
    assert.match(server.mails[0].raw, /^Subject: Active Defense: 2 new blocks\r$/m);
    for (let i = 0; i < 29; i++) {
      clock.nowMs += 10 * second;
      await block(`198.51.101.${i}`);
      await round();
    }
    assert.equal(server.mails.length, 1);
    clock.nowMs += 10 * second;
    await round();
    assert.equal(server.mails.length, 2);
    assert.match(server.mails[1].raw, /^Subject: Active Defense: 29 new blocks\r$/m);
  });

  it('says nothing of blocks from before it was turned on', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.block('198.51.100.1');
    await mailing.set({ isOn: false });
    await makeMail(mailing);
    await mailing.set({});
    await mailing.block('198.51.100.2');
    await makeMail(mailing);
    await mailing.set({ isOn: false });
    await mailing.block('198.51.100.3');
    await mailing.set({});
    mailing.clock.nowMs += day;
    await makeMail(mailing);
    assert.equal(server.mails.length, 1);
    assert.match(server.mails[0].raw, /198\.51\.100\.2 is blocked/);
  });

  it('tells of 200 blocks in one mail, 50 of them in detail', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({ grafanaUrl: 'https://grafana.example.com' });
    for (let i = 0; i < 200; i++) await mailing.block(`198.51.100.${i}`);
    await makeMail(mailing);
    assert.equal(server.mails.length, 1);
    const text = decodedMail(server.mails[0].raw);
    assert.match(text, /Subject: Active Defense: 200 new blocks/);
    assert.match(text, /^150 more are new, not told of here\.\r$/m);
    assert.match(text, /https:\/\/grafana\.example\.com\/a\/activedefense-syslog-app\/blacklist\?block=\d+/);
  });

  it('writes what strangers wrote as what it is', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    const { nowMs } = mailing.clock;
    await mailing.block('198.51.100.9', {
      origin: 'vulnerability',
      createdBy: 'detector',
      location: 'X\r\nBcc: victim@example.com',
      evidence: {
        ...{ settings: {}, deviceId: 1, firstAt: nowMs, lastAt: nowMs, contacts: [] },
        threat: { user: '<img src=x onerror=alert(1)>', threatName: 'a\r\n\r\n.\r\nRCPT TO:<victim@example.com>' },
      },
    });
    await makeMail(mailing);
    const [{ to, raw }] = server.mails;
    assert.deepEqual(to, ['soc@example.com']);
    assert.doesNotMatch(raw, /^Bcc:/im);
    const text = decodedMail(raw);
    assert.doesNotMatch(text.slice(text.indexOf('<!doctype html>')), /<img/);
    assert.match(text, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.match(text, /^ {2}Threat: a \. RCPT TO:<victim@example\.com>\r$/m);
  });

  it('keeps a mail while the server is down, tries again after growing pauses, and sends it once', async (t) => {
    const first = await startSmtp(t);
    await first.close();
    const mailing = await openMailing(t, first.port);
    const { clock, round, mails } = mailing;
    await mailing.set({});
    await mailing.block('198.51.100.9');
    await makeMail(mailing);
    const pauses: number[] = [];
    for (let i = 0; i < 5; i++) {
      const [{ state, lastError, nextAttemptAt }] = await mails();
      assert.equal(state, 'waiting');
      assert.match(lastError ?? '', /connection refused/);
      pauses.push(((nextAttemptAt ?? 0) - clock.nowMs) / minute);
      clock.nowMs = (nextAttemptAt ?? 0) - 1;
      await round();
      assert.equal((await mails())[0].attempts, i + 1);
      clock.nowMs += 1;
      await round();
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16]);
    const second = await startSmtp(t, { port: first.port });
    clock.nowMs = (await mails())[0].nextAttemptAt ?? 0;
    await round();
    await round();
    assert.equal(second.mails.length, 1);
    assert.equal((await mails())[0].state, 'sent');
  });

  it('tries one mail, not each, while the server is down, and sends all when it is back', async (t) => {
    const first = await startSmtp(t);
    await first.close();
    const mailing = await openMailing(t, first.port);
    await mailing.set({});
    await putMails(mailing, 5);
    await mailing.round();
    assert.deepEqual(
      (await mailing.mails()).map(({ attempts }) => attempts),
      [0, 0, 0, 0, 1],
    );
    mailing.clock.nowMs += minute - 1;
    await mailing.round();
    assert.deepEqual(
      (await mailing.mails()).map(({ attempts }) => attempts),
      [0, 0, 0, 0, 1],
    );
    const second = await startSmtp(t, { port: first.port });
    mailing.clock.nowMs += 1;
    await mailing.round();
    assert.deepEqual(
      second.mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]),
      ['mail 1', 'mail 2', 'mail 3', 'mail 4', 'mail 5'],
    );
  });

  it('tries again for those only who do not have it yet', async (t) => {
    const recipients = ['soc@example.com', 'duty@example.com'];
    const first = await startSmtp(t, { refused: ['duty@example.com'] });
    const mailing = await openMailing(t, first.port);
    await mailing.set({ recipients });
    await mailing.block('198.51.100.9');
    await makeMail(mailing);
    const [mail] = await mailing.mails();
    assert.equal(mail.state, 'waiting');
    assert.match(mail.lastError ?? '', /^Refused for duty@example\.com: 550 5\.1\.1 nobody/);
    await first.close();
    const second = await startSmtp(t, { port: first.port });
    mailing.clock.nowMs = mail.nextAttemptAt ?? 0;
    await mailing.round();
    assert.deepEqual(
      [...first.mails, ...second.mails].map(({ to }) => to),
      [['soc@example.com'], ['duty@example.com']],
    );
    const [sent] = await mailing.mails();
    assert.deepEqual([sent.state, sent.recipients], ['sent', recipients]);
  });

  it('does not let one mail that nobody takes hold up the others', async (t) => {
    const server = await startSmtp(t, { refused: ['gone@example.com'] });
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    const { nowMs } = mailing.clock;
    await insertMail(mailing.database.pool, {
      ...{ createdAt: nowMs, giveUpAt: nowMs + day, subject: 's', text: 't', html: 'h', messageId: 'a@b' },
      recipients: ['gone@example.com'],
    });
    await putMails(mailing, 1);
    await mailing.round();
    assert.deepEqual(
      (await mailing.mails()).map(({ state }) => state),
      ['sent', 'waiting'],
    );
  });

  it('gives a mail up after three days and shows why', async (t) => {
    const server = await startSmtp(t);
    await server.close();
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMails(mailing, 1);
    await mailing.round();
    mailing.clock.nowMs += 3 * day - 1;
    await mailing.round();
    assert.equal((await mailing.mails())[0].state, 'waiting');
    mailing.clock.nowMs += 1;
    await mailing.round();
    const [mail] = await mailing.mails();
    assert.deepEqual([mail.state, mail.nextAttemptAt], ['failed', null]);
    assert.match(mail.lastError ?? '', /connection refused/);
  });

  it('gives the oldest of more than 1000 waiting mails up', async (t) => {
    const server = await startSmtp(t);
    await server.close();
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMails(mailing, 1_002);
    await mailing.round();
    const { rows } = await mailing.database.pool.query<{ subject: string; last_error: string }>(
      `select subject, last_error from mail where state = 'failed' order by id`,
    );
    const last_error = 'More than 1000 mails waited: the oldest were given up.';
    assert.deepEqual(rows, [
      { subject: 'mail 1', last_error },
      { subject: 'mail 2', last_error },
    ]);
  });

  it('sends each mail once when two detectors go at it at once', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await mailing.block('198.51.100.9');
    const rounds = [mailing.round, mailing.another(), mailing.another()];
    await Promise.all(rounds.map((round) => round()));
    mailing.clock.nowMs += 30 * second;
    await Promise.all(rounds.map((round) => round()));
    await Promise.all(rounds.map((round) => round()));
    assert.equal(server.mails.length, 1);
    await putMails(mailing, 20);
    await Promise.all(rounds.map((round) => round()));
    assert.equal(server.mails.length, 21);
    assert.equal(new Set(server.mails.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])).size, 21);
  });

  it('takes a mail over from a detector that died with it, and not before', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMails(mailing, 1);
    await claimMail(mailing.database.pool, mailing.clock.nowMs, mailing.clock.nowMs + 5 * minute);
    mailing.clock.nowMs += 5 * minute - 1;
    await mailing.round();
    assert.equal(server.mails.length, 0);
    mailing.clock.nowMs += 1;
    await mailing.round();
    assert.equal(server.mails.length, 1);
  });

  it('loses no block when making its mail fails', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    const { pool } = mailing.database;
    await mailing.set({});
    await mailing.block('198.51.100.9');
    await mailing.round();
    mailing.clock.nowMs += 30 * second;
    await pool.query('alter table mail rename column subject to away');
    await assert.rejects(mailing.round());
    await pool.query('alter table mail rename column away to subject');
    await mailing.round();
    assert.equal(server.mails.length, 1);
  });

  it('logs in with the stored password, and asks for it when its key is gone', async (t) => {
    const login = { user: 'ad', password: 'open sesame' };
    const server = await startSmtp(t, { login, security: 'starttls' });
    const mailing = await openMailing(t, server.port);
    await mailing.set({ ...login, security: 'starttls' });
    await mailing.block('198.51.100.9');
    await makeMail(mailing);
    assert.equal(server.mails[0].user, 'ad');
    await rm(secretKeyFile(mailing.dataDir));
    await putMails(mailing, 1);
    await mailing.round();
    const [mail] = await mailing.mails();
    assert.match(mail.lastError ?? '', /secret-key is missing\. Enter the password again/);
    await mailing.set({ ...login, security: 'starttls' });
    await mailing.round();
    assert.equal(server.mails.length, 2);
  });

  it('sends nothing while it is off', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMails(mailing, 1);
    await mailing.set({ isOn: false });
    await mailing.round();
    assert.equal(server.mails.length, 0);
    await mailing.set({});
    await mailing.round();
    assert.equal(server.mails.length, 1);
  });
});
