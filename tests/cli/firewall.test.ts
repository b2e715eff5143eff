import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDetector } from './runDetector.ts';

test('prints what a firewall takes on standard output, and nothing else there', async (t) => {
  const detector = await createDetector(t);
  await detector.answer('settings', 'set', 'denyRule=0f4a9c1e-5f0e-4a3b-9d53-b1d6c9d3a111,Drop listed');
  const printed = await detector.run('firewall-commands', '--address', 'list.example.net', '--zone', 'outside');
  assert.equal(printed.status, 0);
  const lines = printed.stdout.trimEnd().split('\n');
  assert.ok(lines.every((line) => /^(?:set|move) /.test(line)));
  assert.ok(lines.includes('move rulebase security rules "Drop listed" top'), 'the setting names it; an ID is no name');
  assert.ok(lines.some((line) => line.endsWith(' url https://list.example.net:8443/files/blacklist.txt')));
  assert.ok(!printed.stdout.includes('Sensor'));
  assert.match(printed.stderr, /^To be pasted on the firewall/);
  assert.match(printed.stderr, /^Lines 1 to 13: Say where logs go/m);
  assert.match(printed.stderr, new RegExp(`^Lines \\d+ to ${lines.length}: Drop who is on the list`, 'm'));

  const { steps } = await detector.answer<{ steps: { commands: string[] }[] }>(
    ...['firewall-commands', '--address', '192.0.2.10', '--sensor'],
  );
  assert.match(
    steps.flatMap(({ commands }) => commands).join('\n'),
    /^set rulebase security rules "Active Defense Sensor"/,
  );

  const overTls = await detector.run('firewall-commands', '--address', '192.0.2.10', '--transport', 'tls');
  assert.match(overTls.stdout, / port 6514$/m, 'rsyslog takes no TLS, the detector does');

  const wrong = await detector.run('firewall-commands', '--address', '192.0.2.10', '--zone', 'a"b');
  assert.deepEqual([wrong.status, wrong.stdout], [1, '']);
  assert.match(wrong.stderr, /\(firewall-name-wrong\)/);
  assert.equal((await detector.run('firewall-commands')).status, 2);

  await detector.answer('settings', 'set', 'denyRule=Drop & log');
  const renamed = await detector.run('firewall-commands', '--address', '192.0.2.10');
  assert.match(renamed.stdout, /^move rulebase security rules "Active Defense Deny" top$/m);
  assert.match(renamed.stderr, /^The deny rule "Drop & log" of the setting denyRule is no name/m);
});

test('imports a text file of addresses, after a dry run that changes nothing', async (t) => {
  const detector = await createDetector(t);
  const file = join(detector.folder, 'old.txt');
  await writeFile(file, '198.51.100.7\n198.51.100.8 scanned us\nfoo\n10.0.0.1\n');
  const args = ['blacklist', 'import', file, '--reason', 'from the old application', '--for', 'permanent'];
  const tried = await detector.run(...args, '--dry-run');
  assert.deepEqual(tried.stdout.split('\n').slice(0, 3), [
    'Would be blocked for good: 2 addresses and ranges.',
    'Blocked already: 0, of which 0 would be extended.',
    'Refused: 1. Unreadable: 1.',
  ]);
  assert.match(tried.stdout, /^Line 3: .*foo/m);
  assert.match(tried.stdout, /^Line 4: 10\.0\.0\.1 is not from the internet/m);
  const list = () => detector.answer<{ blocks: { address: string; reason: string }[] }>('blacklist', 'list');
  assert.deepEqual((await list()).blocks, []);

  const done = await detector.answer<{ added: string[]; expiresAt: null }>(...args);
  assert.deepEqual([done.added, done.expiresAt], [['198.51.100.7', '198.51.100.8'], null]);
  const reasons = (await list()).blocks.map(({ address, reason }) => [address, reason]).sort();
  assert.deepEqual(reasons, [
    ['198.51.100.7', 'from the old application'],
    ['198.51.100.8', 'scanned us'],
  ]);
  const missing = await detector.run('blacklist', 'import', join(detector.folder, 'none.txt'), '--reason', 'x');
  assert.match(missing.stderr, /\(file-unreadable\)/);
});
