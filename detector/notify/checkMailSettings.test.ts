import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MailSettings } from '../model/mailSettings.ts';
import { mailSettingsFaults } from './checkMailSettings.ts';

const good: MailSettings = {
  ...{ isOn: true, host: 'mail.example.com', port: 587, security: 'starttls', user: 'ad' },
  ...{ sender: 'ad@example.com', recipients: ['soc@example.com'], grafanaUrl: 'https://grafana.example.com/g' },
};

function faultsOf(changes: Partial<MailSettings>, isUsed = true, password = ''): string[] {
  return mailSettingsFaults({ ...good, ...changes }, password, isUsed);
}

describe('mailSettingsFaults', () => {
  it('takes names, addresses and what mail addresses look like', () => {
    for (const host of ['localhost', '192.0.2.25', '::1', 'mail_relay', 'bücher.example']) {
      assert.deepEqual(faultsOf({ host }), [], host);
    }
    for (const sender of ["o'neil+ad@example.com", 'root@localhost', 'jörg@bücher.example', 'a.b@c.d']) {
      assert.deepEqual(faultsOf({ sender, recipients: [sender] }), [], sender);
    }
    for (const grafanaUrl of ['', 'http://localhost:3000', 'https://example.com/grafana/']) {
      assert.deepEqual(faultsOf({ grafanaUrl }), [], grafanaUrl);
    }
  });

  it('lets everything be missing while no mail is sent', () => {
    const empty = { host: '', sender: '', recipients: [], grafanaUrl: '' };
    assert.deepEqual(faultsOf(empty, false), []);
    assert.deepEqual(faultsOf(empty), [
      'host is "": it takes a mail server\'s name or address, such as mail.example.com.',
      'sender: "" is not an e-mail address: write it like soc@example.com.',
      'recipients is empty: it takes at least one e-mail address.',
    ]);
  });

  it('refuses whatever could end a command or a header, or become a second address', () => {
    const end = '\r\nBcc: victim@example.com';
    assert.equal(faultsOf({ host: `mail.example.com${end}` }).length, 1);
    assert.equal(faultsOf({ user: `ad${end}` }).length, 1);
    assert.equal(faultsOf({}, true, 'pass\nword').length, 1);
    for (const address of [
      ...[
        `a@example.com${end}`,
        'a@example.com,b@example.com',
        'Name <a@example.com>',
        '"a b"@example.com',
        '@x',
        'a@',
      ],
      ...[
        'a b@example.com',
        'a@exa mple.com',
        'a@b@',
        'a',
        `${'a'.repeat(65)}@example.com`,
        `a@${'b'.repeat(260)}`,
        'a\u202e@x',
      ],
    ]) {
      assert.equal(faultsOf({ sender: address }).length, 1, address);
      assert.equal(faultsOf({ recipients: [address] }).length, 1, address);
    }
  });

  it('takes the address of Grafana over HTTP alone, without a login or a query', () => {
    for (const grafanaUrl of [
      ...[
        'grafana',
        'javascript:alert(1)',
        'https://a:b@example.com',
        'https://example.com/?x=1',
        'https://example.com/#x',
      ],
      ...['https://example.com/"x', 'https://example.com/\nx', 'ftp://example.com'],
    ]) {
      assert.equal(faultsOf({ grafanaUrl }).length, 1, grafanaUrl);
    }
  });

  it('names a port that is none', () => {
    for (const port of [0, 65_536, 25.5]) {
      assert.deepEqual(faultsOf({ port }), [
        `port is ${port}: it takes a whole number from 1 to 65535, mostly 587, 465 or 25.`,
      ]);
    }
  });
});
