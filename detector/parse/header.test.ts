import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  printCsv,
  printKeyValue,
  readOne,
  readRecord,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';

const headers: readonly (readonly [header: string, host: string])[] = [
  ['', ''],
  ['<14>', ''],
  ['<14>Mar  9 14:13:44 HOST ', 'HOST'],
  ['<14> Mar 9 14:13:44 HOST ', 'HOST'],
  ['<14>Mar  9 14:13:44 ', ''],
  ['Mar  9 14:13:44 HOST ', 'HOST'],
  ['Mar 9 14:13:44 HOST ', 'HOST'],
  ['Mar 19 14:13:44 10.1.2.3   ', '10.1.2.3'],
  ['2026-03-09T14:13:44+00:00 HOST ', 'HOST'],
  ['2026-03-09T14:13:44.123456+11:00 HOST - ', 'HOST'],
  ['2026-03-09T14:13:44Z fw.example.com ', 'fw.example.com'],
  ['<14>1 2026-11-20T10:00:00.123+11:00 HOST - - - - ', 'HOST'],
  ['<14>1 2026-11-20T10:00:00Z - - - - - ', ''],
  ['<14>1 2026-11-20T10:00:00Z HOST app 12 ID7 [meta sequenceId="29" x="a \\] b"][o] \uFEFF', 'HOST'],
  ['<10>May 12 16:30:37 PA-3020A.arista.com  : ', 'PA-3020A.arista.com'],
  ['Nov 26 12:53:54 FW-DNS-11 - ', 'FW-DNS-11'],
  ['HOST ', 'HOST'],
];

test('finds the host behind every header that is seen in the field', () => {
  for (const [header, host] of headers) {
    for (const message of [printKeyValue(trafficFields), printCsv(threatFields)]) {
      const record = readRecord(`${header}${message}`);
      assert.equal(record.host, host, header);
    }
  }
});

test('drops spaces before and a carriage return after the message', () => {
  const message = printKeyValue(trafficFields);
  const plain = readOne(`Mar  9 14:13:44 HOST ${message}`);
  assert.deepEqual(readOne(`Mar  9 14:13:44 HOST      ${message}  \r`), plain);
});

test('what has no message in it is of no known format', () => {
  for (const line of [
    'x',
    'Mar  9 14:13:44 HOST',
    'Mar  9 14:13:44 HOST systemd[1]: Started',
    '<14>',
    '<<<>>>',
    '=;=;',
    '\0\0\0',
  ]) {
    assert.equal(readOne(line), 'unknown-format', line);
  }
});

test('a message inside another program’s log line is that program’s', () => {
  const line = `Nov 20 10:15:14 HOST sshd[1]: Invalid user ${printKeyValue(trafficFields)}`;
  assert.equal(readOne(line), 'unknown-format');
});
