import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDetector } from './runDetector.ts';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const actor = `cli:${userInfo().username}`;

test('migrates once, and finds nothing left to do then', async (t) => {
  const { answer, run } = await createDetector(t);
  const { applied } = await answer<{ applied: string[] }>('migrate');
  assert.equal(applied[0], '0001-initial.sql');
  assert.deepEqual(await answer('migrate'), { applied: [] });
  assert.equal((await run('migrate')).stdout, 'The tables are as they should be.\n');
});

test('registers devices, and offers what nobody registered to be pasted', async (t) => {
  const { folder, answer, run } = await createDetector(t);
  const logs = join(folder, 'logs');
  await mkdir(logs);
  for (const name of ['fw-1.log', 'fw 2.log', 'fw\u001b[31m.log', 'fw-1.log.1']) await writeFile(join(logs, name), '');
  const empty = await run('device', 'list');
  assert.match(empty.stdout, /^No device is registered.*device add/);
  assert.ok(!empty.stdout.includes('\u001b'));

  const [first, second] = [join(logs, 'fw-1.log'), join(logs, 'fw 2.log')];
  const added = await answer<object>('device', 'add', 'FW-1', '--file', first, '--host', 'a', '--host', 'b');
  const registered = { name: 'FW-1', hosts: ['a', 'b'], files: [first], senders: [], timeZone: null, format: null };
  assert.deepEqual(added, { ...registered, absentFiles: [] });
  const report = await answer<{ devices: object[]; files: { path: string; command: string | null }[] }>(
    'device',
    'list',
  );
  assert.equal(report.devices.length, 1);
  assert.deepEqual(report.devices[0], {
    ...{ id: 1, ...registered, unreadable: [] },
    ...{ lines: 0, records: 0, late: 0, future: 0, newestAt: null, lastLineAt: null, lastFutureAt: null },
    ...{ otherTypes: 0, unknownWords: 0, likelyTimeZoneOffset: null, strangeWords: [] },
  });
  const command = `npm run -s detector -- device add 'fw 2' --file '${second}'`;
  assert.deepEqual(report.files, [
    { path: join(logs, 'fw\u001b[31m.log'), command: null },
    { path: second, command },
  ]);

  const wrong = await run(
    'device',
    'add',
    '!',
    '--file',
    'x.log',
    '--sender',
    'y',
    '--time-zone',
    'Mars',
    '--format',
    '$src;',
  );
  assert.equal(wrong.status, 1);
  assert.equal(wrong.stderr.trimEnd().split('\n').length, 5);
  const [later, pattern] = [join(logs, 'later.log'), join(logs, 'later-*.log')];
  assert.equal(
    (await run('device', 'add', 'FW-2', '--file', later, '--file', pattern, '--file', second)).stdout,
    [
      'FW-2 is registered; its lines are stored from now on.',
      `There is no such file yet: ${later} is read once it is there.`,
      `There is no such file yet: ${pattern} is read once it is there.`,
      '',
    ].join('\n'),
  );
  assert.deepEqual(await answer('device', 'remove', 'fw-1'), { removed: 'fw-1' });
  assert.equal((await run('device', 'remove', 'fw-1')).status, 1);
});

interface SettingsAnswer {
  changed: { setting: string; before: unknown; after: unknown }[];
  settings: Record<string, unknown>;
}

test('changes settings by pairs and by file, and names all faults together', async (t) => {
  const { folder, answer, run } = await createDetector(t);
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ portScan: { ports: 20, minutes: 5 }, blockMonths: 2 }));
  const pairs = ['portScan.ports=12', 'ownNetworks=203.0.113.0/24,2001:db8::/32', 'denyRule=Active Defense Deny'];
  const { changed: changes, settings: changed } = await answer<SettingsAnswer>(
    'settings',
    'set',
    '--file',
    file,
    ...pairs,
    'registerNewSenders=true',
  );
  assert.deepEqual(changes.slice(0, 2), [
    { setting: 'portScan.ports', before: 10, after: 12 },
    { setting: 'portScan.minutes', before: 10, after: 5 },
  ]);
  assert.deepEqual(changed['portScan'], { ports: 12, minutes: 5, count: 'denied', mode: 'block' });
  assert.deepEqual(changed['ownNetworks'], ['203.0.113.0/24', '2001:db8::/32']);
  assert.deepEqual(changed['denyRule'], ['Active Defense Deny']);
  assert.equal(changed['registerNewSenders'], true);
  assert.deepEqual(await answer('settings', 'show'), changed);
  assert.match((await run('settings', 'show')).stdout, /^portScan\.ports +12$/m);

  const wrong = await run(
    'settings',
    'set',
    'portScan.ports=0',
    'timeZone=Mars',
    'ownNetworks=10.0.0.1/8',
    '__proto__.x=1',
  );
  assert.equal(wrong.status, 1);
  assert.equal(wrong.stderr.trimEnd().split('\n').length, 4);
  await writeFile(file, '{');
  assert.match((await run('settings', 'set', '--file', file)).stderr, /^The settings file .* is not JSON: .*\n$/);
  const gone = await run('settings', 'set', '--file', `${file}.gone`);
  assert.match(gone.stderr, /can't be read \(there is no such file or folder\)/);
  assert.deepEqual(await answer('settings', 'show'), changed);

  assert.equal((await run('settings', 'set', 'portScan.ports=15')).stdout, 'portScan.ports: 12 → 15\n');
  assert.match((await run('settings', 'set', 'portScan.ports=15')).stdout, /^Nothing changed/);
  assert.match(
    (await run('settings', 'set', 'ownNetworks=')).stdout,
    /^ownNetworks: 203\.0\.113\.0\/24, 2001:db8::\/32 → \(none\)\n {2}With no own networks every destination counts/,
  );
});

interface Block {
  id: number;
  address: string;
  createdBy: string;
  detectedAt: string;
  expiresAt: string;
  keptOff: string | null;
}

test('blocks and releases by hand, and tells why', async (t) => {
  const { answer, run } = await createDetector(t);
  assert.match((await run('blacklist', 'list')).stdout, /^Nobody is blocked/);
  const reason = 'bad \u001b[31mred';
  const added = await answer('blacklist', 'add', '198.20.0.0/24', '--reason', reason, '--for', '7d');
  const { blocks } = await answer<{ blocks: Block[] }>('blacklist', 'list');
  assert.deepEqual(added, { id: blocks[0].id, address: '198.20.0.0/24', expiresAt: blocks[0].expiresAt, warnings: [] });
  assert.equal(blocks[0].keptOff, null);
  assert.deepEqual([blocks.length, blocks[0].address, blocks[0].createdBy], [1, '198.20.0.0/24', actor]);
  assert.match(blocks[0].expiresAt, isoTime);
  assert.equal(Date.parse(blocks[0].expiresAt) - Date.parse(blocks[0].detectedAt), 7 * 86_400_000);
  const shown = (await run('blacklist', 'list')).stdout;
  assert.ok(shown.includes('bad \\u001b[31mred') && !shown.includes('\u001b'));

  const wrong = await run('blacklist', 'add', '10.0.0.1', '--reason', ' ', '--for', 'ever');
  assert.equal(wrong.status, 1);
  assert.equal(wrong.stderr.trimEnd().split('\n').length, 3);
  assert.match(
    (await run('blacklist', 'why', '198.20.0.9')).stdout,
    /^BLOCKED: 198\.20\.0\.9 .* range 198\.20\.0\.0\/24/,
  );
  assert.match((await run('blacklist', 'release', '198.20.0.0/24', '--reason', ' ')).stderr, /^A reason is missing/);
  await answer('blacklist', 'release', '198.20.0.0/24', '--reason', 'mended');
  assert.equal((await run('blacklist', 'release', '198.20.0.0/24', '--reason', 'again')).status, 1);
  const verdict = await answer<Record<string, unknown>>('blacklist', 'why', '198.20.0.0/24');
  assert.equal(verdict['standing'], 'released');
  assert.match(String(verdict['graceUntil']), isoTime);
  assert.match((await run('blacklist', 'list', '--state', 'released')).stdout, /198\.20\.0\.0\/24 +manual .* mended$/m);
  for (const state of ['held', 'refused', 'watched']) {
    assert.deepEqual(await answer('blacklist', 'list', '--state', state), { state, findings: [] });
  }
  assert.match(
    (await run('blacklist', 'dismiss', '198.21.0.1', '--reason', 'ours')).stderr,
    /^No finding of 198\.21\.0\.1 waits for a person's word\. .* \(not-held\)$/m,
  );
  const unknown = await answer<Record<string, unknown>>('blacklist', 'why', '198.21.0.1');
  assert.equal(unknown['standing'], 'unknown');
});

test('extends a block, and releases all inside a range at once', async (t) => {
  const { answer, run } = await createDetector(t);
  for (const address of ['198.20.0.7', '198.20.0.8', '198.20.1.9']) {
    await answer('blacklist', 'add', address, '--reason', 'scan', '--for', '1h');
  }
  assert.equal(
    (await run('blacklist', 'extend', '198.20.0.7', '--for', 'permanent')).stdout,
    '198.20.0.7 is blocked for good.\n',
  );
  assert.match(
    (await run('blacklist', 'extend', '198.20.5.5', '--for', '1h')).stderr,
    /no block of its own.*\(not-blocked\)/,
  );
  const released = await run('blacklist', 'release', '198.20.0.0/24', '--inside', '--reason', 'a partner moved in');
  assert.equal(released.stdout, '198.20.0.7 is released.\n198.20.0.8 is released.\n');
  const { blocks } = await answer<{ blocks: Block[] }>('blacklist', 'list');
  assert.deepEqual(
    blocks.map(({ address }) => address),
    ['198.20.1.9'],
  );
  const again = await run('blacklist', 'release', '198.20.0.0/24', '--inside', '--reason', 'again');
  assert.match(again.stderr, /^No block lies inside 198\.20\.0\.0\/24\. \(not-blocked\)$/m);
});

test('says until when it blocks, what blocks all the same, and what keeps a block off the list', async (t) => {
  const { answer, run } = await createDetector(t);
  await answer('settings', 'set', 'timeZone=Asia/Kolkata');
  const added = (await run('blacklist', 'add', '198.20.0.7', '--reason', 'scan', '--for', '1h')).stdout;
  const [, local, instant] = /^198\.20\.0\.7 is blocked until (\S+ \S+) Asia\/Kolkata \((\S+)\)\.\n$/.exec(added) ?? [];
  assert.equal(Date.parse(`${local.replace(' ', 'T')}+05:30`), Date.parse(instant));
  const forGood = await run('blacklist', 'add', '198.20.0.0/24', '--reason', 'all', '--for', 'permanent');
  assert.equal(forGood.stdout, '198.20.0.0/24 is blocked for good.\n');

  await answer('settings', 'set', 'ownNetworks=198.20.0.7');
  const shown = (await run('blacklist', 'list')).stdout;
  assert.match(shown, /^198\.20\.0\.7 .* no: in your own networks +\S+: scan$/m);
  assert.match(shown, /^198\.20\.0\.0\/24 .* yes +\S+: all$/m);
  await answer('settings', 'set', 'ownNetworks=');

  assert.equal(
    (await run('blacklist', 'release', '198.20.0.7', '--reason', 'mistake')).stdout,
    'The block of 198.20.0.7 is released, but 198.20.0.7 is still blocked by the range 198.20.0.0/24: release that, or allow 198.20.0.7.\n',
  );
  const without = await run('blacklist', 'release', '198.20.0.7', '--reason', 'mistake');
  assert.match(without.stderr, /^198\.20\.0\.7 has no block of its own; the range 198\.20\.0\.0\/24 blocks it/);
  assert.equal(
    (await run('allow', 'add', '198.20.0.7', '--reason', 'ours')).stdout,
    '198.20.0.7 is on the allowlist for good.\nThe block of 198.20.0.0/24 stands, and leaves 198.20.0.7 out.\n',
  );
  assert.equal(
    (await run('blacklist', 'release', '198.20.0.0/16', '--reason', 'x')).stderr,
    '198.20.0.0/16 has no block of its own; 1 block lies inside it: release that one ("blacklist why 198.20.0.0/16" tells more). (not-blocked)\n',
  );
  const why = (await run('blacklist', 'why', '198.20.0.0/16')).stdout;
  assert.match(why, /^PARTLY BLOCKED: .* 1 block lies inside it\.$/m);
  assert.match(why, /^Blocks inside it \(1\):\n.*ADDRESS.*\n {2}198\.20\.0\.0\/24 +manual/m);
});

test('keeps the allowlist, which lifts blocks', async (t) => {
  const { answer, run } = await createDetector(t);
  await answer('blacklist', 'add', '198.20.0.7', '--reason', 'scan');
  const done = await answer('allow', 'add', '198.20.0.7', '--reason', 'partner');
  assert.deepEqual(done, { range: '198.20.0.7', expiresAt: null, lifted: ['198.20.0.7'], cutFrom: [] });
  const { entries } = await answer<{ entries: Record<string, unknown>[] }>('allow', 'list');
  assert.equal(entries.length, 1);
  const { range, reason, createdBy, expiresAt } = entries[0];
  assert.deepEqual([range, reason, createdBy, expiresAt], ['198.20.0.7', 'partner', actor, null]);
  assert.match((await run('allow', 'list')).stdout, /^198\.20\.0\.7 .* for good +partner$/m);
  assert.match((await run('blacklist', 'why', '198.20.0.7')).stdout, /^ALLOWED: /);
  assert.deepEqual(await answer('allow', 'remove', '198.20.0.7'), { removed: '198.20.0.7' });
  assert.equal((await run('allow', 'remove', '198.20.0.7')).status, 1);

  for (let i = 1; i <= 7; i++) await answer('blacklist', 'add', `198.21.0.${i}`, '--reason', 'scan');
  assert.match((await run('blacklist', 'list')).stdout, /^198\.21\.0\.1 +manual +\S+ +never /m);
  const all = '198.21.0.1, 198.21.0.2, 198.21.0.3, 198.21.0.4, 198.21.0.5 and 2 more';
  assert.equal(
    (await run('allow', 'add', '198.21.0.0/24', '--reason', 'a partner')).stdout,
    `198.21.0.0/24 is on the allowlist for good.\n7 blocks were lifted: ${all}.\n`,
  );
  assert.match(
    (await run('allow', 'add', '0.0.0.0/0', '--reason', 'all')).stderr,
    /^0\.0\.0\.0\/0 is too wide a range/,
  );
});

test('turns detection off and on, and runs jobs', async (t) => {
  const { answer, run } = await createDetector(t);
  assert.deepEqual(await answer('detection', 'status'), { detection: 'on' });
  assert.deepEqual(await answer('detection', 'off'), { detection: 'off' });
  assert.match((await run('detection', 'status')).stdout, /^Detection is off/);
  assert.deepEqual(await answer('detection', 'on'), { detection: 'on' });

  const ran = await answer<Record<string, unknown>>('jobs', 'run', 'release');
  assert.deepEqual([ran['name'], ran['outcome'], ran['message']], ['release', 'ok', 'No block had ended.']);
  const { jobs } = await answer<{ jobs: { name: string; nextRunAt: string; lastRun: object | null }[] }>(
    'jobs',
    'list',
  );
  assert.ok(jobs.every((job) => isoTime.test(job.nextRunAt)));
  assert.deepEqual(
    jobs.filter((job) => job.lastRun !== null).map((job) => job.name),
    ['release'],
  );
  assert.match((await run('jobs', 'run', 'certificate')).stdout, /^The certificate is good until /);
  const unknown = await run('jobs', 'run', 'nothing');
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /Give one of these: release, /);
});
