import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { decodedMail, startSmtp } from '../../tests/support/smtp.ts';
import { sendMail } from './sendMail.ts';
import type { MailAccount } from './sendMail.ts';

const mail = {
  subject: 'Active Defense: 2 new blocks',
  text: 'plain words\n',
  html: '<p>words in HTML</p>',
  recipients: ['soc@example.com', 'duty@example.com'],
  messageId: 'one@example.com',
};
const never = new AbortController().signal;

function accountFor(port: number, changes: Partial<MailAccount> = {}): MailAccount {
  return { host: 'localhost', port, security: 'none', user: '', password: '', sender: 'ad@example.com', ...changes };
}

describe('sendMail', () => {
  for (const security of ['starttls', 'tls', 'none'] as const) {
    it(`sends over ${security} and returns the server's own answer`, async (t) => {
      const server = await startSmtp(t, { security });
      const delivery = await sendMail(accountFor(server.port, { security }), mail, never);
      assert.deepEqual(delivery, { kind: 'accepted', answer: '250 taken as mail 7', refused: [] });
      assert.equal(server.mails.length, 1);
      const [{ from, to, raw, user, isEncrypted }] = server.mails;
      assert.deepEqual(
        { from, to, user, isEncrypted },
        { from: 'ad@example.com', to: mail.recipients, user: undefined, isEncrypted: security !== 'none' },
      );
      assert.match(raw, /^Subject: Active Defense: 2 new blocks\r$/m);
      assert.match(raw, /^Message-ID: <one@example\.com>\r$/m);
      assert.match(decodedMail(raw), /plain words[^]*<p>words in HTML<\/p>/);
    });
  }

  it('logs in', async (t) => {
    const login = { user: 'ad', password: 'open sesame' };
    const server = await startSmtp(t, { security: 'starttls', login });
    const delivery = await sendMail(accountFor(server.port, { security: 'starttls', ...login }), mail, never);
    assert.equal(delivery.kind, 'accepted');
    assert.equal(server.mails[0].user, 'ad');
  });

  it('shows what the server says to a wrong password', async (t) => {
    const server = await startSmtp(t, { login: { user: 'ad', password: 'right' } });
    const delivery = await sendMail(accountFor(server.port, { user: 'ad', password: 'wrong' }), mail, never);
    assert.deepEqual(delivery, {
      kind: 'failed',
      answer: `localhost:${server.port} refused the login: 535 5.7.8 no such user or password. Check user and password.`,
      isServerFault: true,
    });
  });

  it('never repeats the password, whatever the server says', async (t) => {
    const password = 'user or password';
    const server = await startSmtp(t, { login: { user: 'ad', password: 'right' } });
    const delivery = await sendMail(accountFor(server.port, { user: 'ad', password }), mail, never);
    assert.match(delivery.answer, /535 5\.7\.8 no such \(password\)/);
  });

  it('sends to the others when one recipient is refused, and names that one', async (t) => {
    const server = await startSmtp(t, { refused: ['duty@example.com'] });
    const delivery = await sendMail(accountFor(server.port), mail, never);
    assert.deepEqual(delivery, {
      kind: 'accepted',
      answer: '550 5.1.1 nobody is called duty@example.com',
      refused: ['duty@example.com'],
    });
    assert.deepEqual(server.mails[0].to, ['soc@example.com']);
  });

  it('fails when every recipient is refused, without blaming the server', async (t) => {
    const server = await startSmtp(t, { refused: mail.recipients });
    const delivery = await sendMail(accountFor(server.port), mail, never);
    assert.equal(delivery.kind === 'failed' && delivery.isServerFault, false);
    assert.match(delivery.answer, /550 5\.1\.1 nobody is called/);
  });

  it('does not fall back to plain text where STARTTLS is chosen and not offered', async (t) => {
    const server = await startSmtp(t, { security: 'none' });
    const delivery = await sendMail(accountFor(server.port, { security: 'starttls' }), mail, never);
    assert.equal(delivery.kind === 'failed' && delivery.isServerFault, true);
    assert.match(delivery.answer, /No encryption with localhost/);
    assert.equal(server.mails.length, 0);
  });

  it('refuses a certificate that is for another name', async (t) => {
    const server = await startSmtp(t, { security: 'tls' });
    const delivery = await sendMail(accountFor(server.port, { security: 'tls', host: '127.0.0.1' }), mail, never);
    assert.equal(delivery.kind, 'failed');
    assert.match(delivery.answer, /altnames|IP/);
    assert.equal(server.mails.length, 0);
  });

  it('says so when nobody listens', async (t) => {
    const server = await startSmtp(t);
    await server.close();
    const delivery = await sendMail(accountFor(server.port), mail, never);
    assert.equal(delivery.kind === 'failed' && delivery.isServerFault, true);
    assert.match(delivery.answer, /connection refused.*Check host, port and security/);
  });

  it('lets go of a server that says nothing when it is told to stop', async (t) => {
    const stop = new AbortController();
    const silent = createServer(() => stop.abort());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    t.after(() => silent.close());
    const delivery = await sendMail(accountFor((silent.address() as AddressInfo).port), mail, stop.signal);
    assert.equal(delivery.kind === 'failed' && delivery.isServerFault, true);
  });

  it('lets nothing of a subject become a header', async (t) => {
    const server = await startSmtp(t);
    const subject = 'one\r\nBcc: victim@example.com\r\n\r\nbody';
    await sendMail(accountFor(server.port), { ...mail, subject }, never);
    assert.deepEqual(server.mails[0].to, mail.recipients);
    assert.doesNotMatch(server.mails[0].raw, /^Bcc:/im);
  });
});
