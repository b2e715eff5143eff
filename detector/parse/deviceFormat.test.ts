import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compileFormat } from './deviceFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { readOne, readRecord } from '../../tests/support/lineFixtures.ts';

function compile(text: string): DeviceFormat {
  const format = compileFormat(text);
  if (typeof format === 'string') assert.fail(format);
  return format;
}

test('reads lines in a device’s own order and names', () => {
  const format = compile(
    'when=$receive_time; kind=$type; from=$src; to=$dst; port=$dport; what=$action; user=$srcuser; uri=$misc; host=$device_name;',
  );
  const line =
    'Nov 20 21:16:05 FW when=2026/11/20 21:16:05; kind=TRAFFIC; from=45.1.2.3; to=203.0.113.7; port=22; what=deny; ' +
    'user=a; port=1; uri=; host=FW-1;';
  const record = readRecord(line, { format });
  assert.equal(record.host, 'FW');
  assert.equal(record.source, '45.1.2.3');
  assert.equal(record.destinationPort, 22);
  assert.deepEqual(record.detail, { user: 'a; port=1', extra: { host: 'FW-1' } });
});

test('reads a format that is not made of pairs, and refuses a line that fits in two ways', () => {
  const format = compile('PANW|$type|$time_received|$src|$dst|$dport|$srcuser|$action|');
  const line = (user: string): string =>
    `Nov 20 21:16:05 FW PANW|TRAFFIC|2026/11/20 21:16:05|45.1.2.3|203.0.113.7|22|${user}|deny|`;
  const record = readRecord(line('x'), { format });
  assert.equal(record.host, 'FW');
  assert.equal(record.action, 'deny');
  assert.deepEqual(record.detail, { user: 'x' });
  const headless = readRecord(line('x|allow').slice('Nov 20 21:16:05 FW '.length), { format });
  assert.equal(headless.host, '');
  assert.deepEqual(headless.detail, { user: 'x|allow' });
  assert.equal(readOne(line('x').slice(0, -1), { format }), 'cut');
});

test('a device with its own format may also send the documented one and CSV', () => {
  const format = compile('at=$time_received; type=$type; src=$src; dst=$dst; dport=$dport; action=$action;');
  const line =
    'SrcIP=1.2.3.4; DstIP=203.0.113.7; DstPort=1; Action=deny; TimeReceived=2026/11/20 21:16:05; Type= TRAFFIC;';
  assert.ok(typeof readOne(line, { format }) !== 'string');
});

test('says what is wrong with a format and how to mend it', () => {
  const good = 't=$time_received; y=$type; s=$src; d=$dst; p=$dport; a=$action;';
  const wrong: readonly (readonly [text: string, sentence: RegExp])[] = [
    ['', /lacks \$src, \$dst, \$dport, \$action, \$type, \$time_received/],
    [good.replace('s=$src; ', ''), /lacks \$src: add it/],
    [good.replace('; s=$src', '$src'), /no text before \$src/],
    [good.replace('a=$action;', 'a=$action'), /end the format with ";"/],
    [`${good} x=$src;`, /has \$src twice/],
    [`${good} ${'x'.repeat(5_000)}`, /at most 4096/],
  ];
  for (const [text, sentence] of wrong) assert.match(compileFormat(text) as string, sentence);
});
