import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFolder, runDetector } from './runDetector.ts';

function lineOf(fields: Partial<Record<'source' | 'target' | 'port' | 'action' | 'time', string>> = {}): string {
  const {
    source = '198.20.0.7',
    target = '203.0.113.9',
    port = '22',
    action = 'deny',
    time = '2026/03/09 14:13:44',
  } = fields;
  return (
    `2026-03-09T14:13:44+00:00 fw-1 SrcLocation=Romania; SrcIP=${source}; SrcPort=40000; SrcUser=; DstLocation=Australia; ` +
    `DstIP=${target}; DstPort=${port}; Action=${action}; RuleName=sensor; RuleID=; TimeReceived=${time}; ` +
    'ThreatName=; ThreatID=; Severity=; Subtype=drop; Type= TRAFFIC;'
  );
}

const scan = Array.from({ length: 11 }, (_, at) => `${lineOf({ port: String(100 + at) })}\n`).join('');

test('replays a file and standard input, with settings and without a database', async (t) => {
  const folder = await createFolder(t);
  const [file, settings] = [join(folder, 'fw.log'), join(folder, 'settings.json')];
  await writeFile(file, `${scan}nonsense\n`);
  const args = ['replay', file, '--time-zone', 'UTC', '--json'];
  const document = JSON.parse((await runDetector(args)).stdout) as Record<string, unknown>;
  const [detectedAt, source] = ['2026-03-09T14:13:44.000Z', '198.20.0.7'];
  assert.deepEqual(document, {
    lines: 12,
    records: 11,
    unreadable: { 'unknown-format': 1 },
    findings: [{ at: detectedAt, case: 'port-scan', source, target: '203.0.113.9', port: null, count: 11 }],
    blocks: [
      { address: source, case: 'port-scan', detectedAt, lastSeenAt: detectedAt, expiresAt: '2026-04-09T14:13:44.000Z' },
    ],
    held: [],
    refused: [],
    list: [source],
  });

  assert.match((await runDetector(['replay', '-'], {}, `${lineOf()}\n`)).stdout, /^1 line, 1 record$/m);
  // A part of what "settings show --json" prints, which it takes whole.
  await writeFile(settings, JSON.stringify({ registerNewSenders: false, allowlist: ['198.20.0.0/24'] }));
  const allowed = await runDetector(['replay', '-', '--settings', settings], {}, scan);
  assert.equal(allowed.status, 0);
  assert.match(allowed.stdout, /^Findings: 1 \(port-scan 1, port-sweep 0, vulnerability 0\)$/m);
  assert.match(allowed.stdout, /^Refused:\n {2}198\.20\.0\.7: allowlist$/m);
  assert.equal(allowed.stderr, '', 'no progress where there is no terminal');
});

test('refuses a wrong settings file with every fault, and a file that is not there', async (t) => {
  const folder = await createFolder(t);
  const settings = join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify({ portScan: { ports: 0 }, fast: true, allowlist: ['x'] }));
  const wrong = await runDetector(['replay', '-', '--settings', settings, '--time-zone', 'Mars']);
  assert.deepEqual([wrong.status, wrong.stdout], [1, '']);
  assert.equal(wrong.stderr.trimEnd().split('\n').length, 4);
  for (const args of [[join(folder, 'gone.log')], ['-', '--settings', join(folder, 'gone.json')]]) {
    const missing = await runDetector(['replay', ...args]);
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /^\S.*gone\.\w+ can't be read.*\n$/);
  }
});

test('explains a line: its parts, its record, and for each case whether it counts', async () => {
  const { status, stdout } = await runDetector(['explain', lineOf(), '--time-zone', 'Australia/Sydney', '--json']);
  assert.equal(status, 0);
  const document = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
  assert.deepEqual(document['header'], { time: '2026-03-09T14:13:44+00:00', host: 'fw-1' });
  assert.equal(document['record']['at'], '2026-03-09T03:13:44.000Z');
  assert.equal(document['fields']['rule'], 'sensor');
  const shown = (await runDetector(['explain', lineOf({ action: 'allow' })])).stdout;
  assert.match(shown, /^port-scan: it does not count\n {2}It was allowed; only what is denied counts\.$/m);
  const piped = await runDetector(['explain', '-', '--time-zone', 'Australia/Sydney', '--json'], {}, `${lineOf()}\r\n`);
  assert.deepEqual(JSON.parse(piped.stdout), document);
  const two = await runDetector(['explain', '-'], {}, `${lineOf()}\n${lineOf()}\n`);
  assert.deepEqual([two.status, two.stdout], [1, '']);
  assert.match(two.stderr, /^Give one line/);
  const cut = await runDetector(['explain', lineOf().slice(0, -3)]);
  assert.equal(cut.status, 0);
  assert.match(cut.stdout, /^UNREADABLE \(cut\): /m);
  const hostile = await runDetector(['explain', lineOf().replace('SrcUser=', 'SrcUser=\u001b[2J\u202e')]);
  assert.ok(!/[\u001b\u202e]/.test(hostile.stdout) && hostile.stdout.includes('\\u001b[2J\\u202e'));
});

test('simulates the same traffic for the same seed, and a replay of it finds whom it names', async (t) => {
  const folder = await createFolder(t);
  const simulate = async (name: string, seed: string) => {
    const file = join(folder, name);
    const args = ['simulate', '--to', `file:${file}`, '--rate', '0', '--lines', '20000', '--seed', seed, '--json'];
    const { status, stdout, stderr } = await runDetector(args);
    assert.deepEqual([status, stderr], [0, '']);
    return { document: JSON.parse(stdout) as { lines: number; expected: { source: string }[] }, file };
  };
  const [one, same] = [await simulate('one.log', '7'), await simulate('same.log', '7')];
  const withoutTimes = async (file: string) =>
    (await readFile(file, 'utf8')).replaceAll(/^\S+|TimeReceived=[^;]*/gm, '');
  assert.equal(one.document.lines, 20_000);
  assert.equal(await withoutTimes(one.file), await withoutTimes(same.file));
  const replayed = JSON.parse((await runDetector(['replay', one.file, '--json'])).stdout) as {
    findings: { source: string }[];
  };
  const found = new Set(replayed.findings.map((finding) => finding.source));
  assert.ok(one.document.expected.length > 0);
  assert.deepEqual(
    one.document.expected.filter(({ source }) => !found.has(source)),
    [],
  );
  const nowhere = await runDetector(['simulate', '--to', 'ftp://somewhere']);
  assert.equal(nowhere.status, 1);
});
