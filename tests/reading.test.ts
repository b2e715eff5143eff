import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultFormatText, fullerFormatTexts } from '../detector/parse/defaultFormat.ts';
import { readRecord } from './support/lineFixtures.ts';
import { reasons } from '../detector/parse/reasons.ts';

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

test('docs/reading.md has every reason for which a line is unreadable, and no other', () => {
  const documented = Array.from(read('docs/reading.md').matchAll(/^\| `([a-z-]+)`/gm), ([, reason]) => reason);
  assert.deepEqual(documented.sort(), [...reasons].sort());
});

for (const path of ['README.md', 'docs/reading.md']) {
  test(`${path} tells people to set up the format that is read`, () => {
    assert.ok(read(path).split('\n').includes(defaultFormatText));
  });
}

test('docs/firewall.md has the longer formats, and lines in them are read whole', () => {
  const documented = read('docs/firewall.md').split('\n');
  for (const format of Object.values(fullerFormatTexts)) assert.ok(documented.includes(format));
  const values: Readonly<Partial<Record<string, string>>> = {
    ...{
      src: '5.6.7.8',
      dst: '203.0.113.5',
      sport: '51234',
      dport: '443',
      action: 'deny',
      type: 'TRAFFIC',
      rule: 'Web in',
    },
    ...{ proto: 'tcp', time_received: '2026/11/20 13:00:00', time_generated: '2026/11/20 10:00:00' },
    ...{
      high_res_timestamp: '2026-11-20T10:00:00.624+00:00',
      serial: '0079',
      bytes_sent: '60',
      direction: 'server to client',
    },
    ...{ session_end_reason: 'policy-deny', device_name: 'FW-1', srcuser: 'a; Direction=client-to-server' },
  };
  const print = (format: string): string => format.replace(/\$([a-z_]+)/g, (_, name: string) => values[name] ?? '');
  const { at, protocol, endReason, detail } = readRecord(print(fullerFormatTexts.traffic));
  assert.deepEqual([at, protocol, endReason], [Date.UTC(2026, 10, 20, 10, 0, 0, 624), 'tcp', 'policy-deny']);
  assert.deepEqual([detail?.extra?.['Serial'], detail?.extra?.['DeviceName']], ['0079', 'FW-1']);
  assert.equal(readRecord(print(fullerFormatTexts.threat)).direction, 'server-to-client');
});
