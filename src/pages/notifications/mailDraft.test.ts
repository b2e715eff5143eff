import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mailSettingsFaults } from '../../../detector/notify/checkMailSettings.ts';
import { noMailSettings } from '../../../detector/model/mailSettings.ts';
import { draftFault, draftOf, placeMailFaults, testHindrance, requestOf, withSecurity } from './mailDraft.ts';

const stored = { ...noMailSettings, recipients: [], hasPassword: false };
const grafana = 'https://grafana.example.com';

describe('the form of the mail settings', () => {
  it("begins with Grafana's own address until a server is set", () => {
    assert.equal(draftOf(stored, grafana).grafanaUrl, grafana);
    assert.equal(draftOf({ ...stored, host: 'mail.example.com' }, grafana).grafanaUrl, '');
  });

  it('sends a password only when one was typed', () => {
    const draft = draftOf(stored, '');
    assert.equal('password' in requestOf(draft), false);
    assert.equal(requestOf({ ...draft, password: 'x' }).password, 'x');
    assert.equal(requestOf({ ...draft, port: '25' }).port, 25);
  });

  it('changes the usual port with the security, and no other', () => {
    const draft = draftOf(stored, '');
    assert.equal(withSecurity(draft, 'tls').port, '465');
    assert.equal(withSecurity({ ...draft, port: '2525' }, 'tls').port, '2525');
  });

  it('takes ports from 1 to 65535 only', () => {
    for (const port of ['1', '587', '65535']) assert.deepEqual(draftFault({ ...draftOf(stored, ''), port }), {});
    for (const port of ['', '0', '65536', '-1', '2.5', 'smtp']) {
      assert.ok(draftFault({ ...draftOf(stored, ''), port }).port, port);
    }
  });

  it('says what is missing before a test mail can be sent', () => {
    const draft = draftOf(stored, '');
    assert.equal(testHindrance(draft), 'Enter a mail server, a sender and a recipient first.');
    const filled = { ...draft, host: 'mail.example.com', sender: 'ad@example.com', recipients: ['soc@example.com'] };
    assert.equal(testHindrance({ ...filled, sender: ' ' }), 'Enter a sender first.');
    assert.equal(testHindrance({ ...filled, port: '0' }), 'Mend the port first.');
    assert.equal(testHindrance(filled), undefined);
  });

  it("finds the field of each of the detector's sentences", () => {
    const wrong = { ...noMailSettings, host: '-', port: 0, sender: 'x', recipients: ['y', 'z'], grafanaUrl: 'ftp://x' };
    const { byField, others } = placeMailFaults([...mailSettingsFaults(wrong, '\n', true), 'Something else.']);
    assert.deepEqual(Object.keys(byField).sort(), ['grafanaUrl', 'host', 'password', 'port', 'recipients', 'sender']);
    assert.match(byField.recipients ?? '', /"y".*"z"/);
    assert.deepEqual(others, ['Something else.']);
    assert.ok(placeMailFaults(['body.port is 0: it takes more.']).byField.port);
  });
});
