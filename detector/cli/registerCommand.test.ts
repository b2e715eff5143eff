import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { registerFile, registerSender } from './registerCommand.ts';

const start = 'npm run -s detector -- device add';

test('registers a sender by its host name, and by its address where it gives none', () => {
  assert.equal(
    registerSender({ input: '192.0.2.1', host: 'FW-1.example.com' }),
    `${start} FW-1.example.com --host FW-1.example.com`,
  );
  assert.equal(registerSender({ input: '2001:db8::1', host: '' }), `${start} 2001-db8-1 --sender 2001:db8::1`);
  assert.equal(registerSender({ input: 'push', host: '' }), null);
});

test('a shell reads the command as it is meant, whatever signs the name holds', () => {
  const host = `-x'; $(touch /tmp/x) \`id\` "&|<>*?[]{}~#!\\`;
  const command = registerSender({ input: '192.0.2.1', host });
  const words = execFileSync('sh', [
    '-c',
    String(command).replace('npm run -s detector --', String.raw`printf '%s\n'`),
  ]);
  assert.deepEqual(words.toString().split('\n').slice(0, 5), [
    'device',
    'add',
    'x- -touch -tmp-x- -id- -',
    '--host',
    host,
  ]);
});

test('offers no command for names that a terminal could show as something else', () => {
  for (const sign of ['\u001b', '\n', '\u202e', '\u0000', '\u00a0']) {
    assert.equal(registerSender({ input: '192.0.2.1', host: `fw${sign}` }), null);
    assert.equal(registerFile(`/var/log/Firewall/fw${sign}.log`), null);
  }
});

test('names the device after its file, as a device may be named', () => {
  assert.equal(registerFile('/var/log/Firewall/fw-1.log'), `${start} fw-1 --file /var/log/Firewall/fw-1.log`);
  assert.equal(registerFile('/logs/---.log'), `${start} firewall --file /logs/---.log`);
  assert.equal(registerFile(`/logs/${'x'.repeat(80)}.log`)?.split(' ')[7], 'x'.repeat(64));
});
