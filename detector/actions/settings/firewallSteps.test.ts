import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MendableError } from '../../errors.ts';
import { defaultFormatText } from '../../parse/defaultFormat.ts';
import { firewallSteps, sensorStep } from './firewallSteps.ts';
import { usualSyslogPort } from './firewallRequest.ts';
import type { FirewallRequest } from './firewallRequest.ts';

const request: FirewallRequest = {
  address: '192.0.2.10',
  name: 'ActiveDefense',
  zone: 'untrust',
  denyRule: 'Active Defense Deny',
  syslogPort: 514,
  transport: 'udp',
  listPort: 8443,
};
const textOf = (more: Partial<FirewallRequest> = {}): string =>
  firewallSteps({ ...request, ...more })
    .flatMap(({ commands }) => commands)
    .join('\n');

suite('commands for a firewall', () => {
  test('hold the address, the list and the format for both types of log', () => {
    const text = textOf();
    assert.ok(text.includes('server ActiveDefense server 192.0.2.10\n'));
    assert.ok(text.includes('server ActiveDefense transport UDP\n'));
    assert.ok(text.includes('type ip url https://192.0.2.10:8443/files/blacklist.txt\n'));
    for (const type of ['traffic', 'threat']) assert.ok(text.includes(`format ${type} "${defaultFormatText}"\n`));
    assert.doesNotMatch(defaultFormatText, /["\\]/, 'it stands between quotes as it is');
  });

  test('write an IPv6 address in brackets in the URL only', () => {
    const text = textOf({ address: '2001:db8::10' });
    assert.ok(text.includes('server ActiveDefense server 2001:db8::10\n'));
    assert.ok(text.includes('https://[2001:db8::10]:8443/'));
  });

  test('put the deny rule on top, and cut nothing that flows', () => {
    const text = textOf({ denyRule: 'My rule', zone: 'Internet zone' });
    assert.ok(text.includes('set rulebase security rules "My rule" from "Internet zone" to any source ActiveDefense '));
    assert.ok(text.includes('move rulebase security rules "My rule" top'));
    assert.ok(text.includes('rules intrazone-default action allow'));
    assert.ok(!text.includes('Sensor'));
  });

  test('have the sensor rule apart, at the bottom and for the zone towards the internet', () => {
    const { commands, undo, cuts } = sensorStep(request);
    const text = commands.join('\n');
    assert.match(text, /"Active Defense Sensor" from untrust to untrust source any destination any\n/);
    assert.match(text, /move rulebase security rules "Active Defense Sensor" bottom$/);
    assert.equal(undo, 'set rulebase security rules "Active Defense Sensor" disabled yes');
    assert.equal(cuts.length, 7);
  });

  test('go to the port of rsyslog, and over TLS to that of the detector', () => {
    assert.deepEqual(
      [usualSyslogPort('udp', 6000), usualSyslogPort('tcp', null), usualSyslogPort('tls', 6000)],
      [514, 514, 6000],
    );
    assert.deepEqual([usualSyslogPort('tls', null), usualSyslogPort('tls', 0)], [6514, 6514]);
    assert.ok(textOf({ transport: 'tls', syslogPort: 6514 }).includes('transport SSL\n'));
  });

  test('name the objects in what is to be done beside them', () => {
    const steps = firewallSteps({ ...request, name: 'My list' });
    const logging = steps.find(({ key }) => key === 'logging');
    assert.equal(
      logging?.also?.commands.join(),
      'set rulebase security rules "Web servers" log-end yes log-setting "My list"',
    );
    const deny = steps.find(({ key }) => key === 'deny-rule');
    assert.equal(deny?.checkCommands[1], 'request system external-list show type ip name "My list"');
  });

  test('refuse names that could end a command or a quoted word, all at once', () => {
    const wrong = { ...request, name: 'a"b', zone: 'x\ncommit', denyRule: 'é', address: '192.0.2.10; commit' };
    for (const made of [() => firewallSteps(wrong), () => sensorStep(wrong)]) {
      assert.throws(
        made,
        (error) =>
          error instanceof MendableError &&
          error.code === 'firewall-name-wrong' &&
          error.message.split('\n').length === 4,
      );
    }
  });
});
