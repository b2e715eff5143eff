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
  ['<14>Nov 20 10:00:00 HOST\t', 'HOST'],
  ['<14>Nov 20 10:00:00 HOST#011', 'HOST'],
  ['2026-11-20 10:00:00 HOST ', 'HOST'],
  ['2026-11-20 10:00:00.123 +0100 HOST ', 'HOST'],
  ['2026/11/20 10:00:00 HOST ', 'HOST'],
  ['<14>Nov 20 2026 10:00:00 HOST ', 'HOST'],
  ['<14>Nov 20 10:00:00 2026 HOST : ', 'HOST'],
  ['<14>Nov 20 10:00:00.123 UTC HOST ', 'HOST'],
];

const relayed: readonly (readonly [header: string, host: string])[] = [
  ['Nov 20 10:03:19 192.0.2.40 Nov 20 10:00:00 FW-1 ', 'FW-1'],
  ['<13>Nov 20 10:03:19 relay <14>Nov 20 10:00:00 FW-1 ', 'FW-1'],
  ['2026-11-20T10:00:00.134248+02:00 <14>Nov 20 10:00:00 FW-1 ', 'FW-1'],
  ['2026-11-20T10:00:00+02:00 relay <14>1 2026-11-20T10:00:00Z FW-1 - - - - ', 'FW-1'],
  ['<13>1 2026-11-20T10:03:19Z relay app 12 ID7 - <14>Nov 20 10:00:00 FW-1 ', 'FW-1'],
  ['2026-11-20T10:03:19+00:00 relay - <14>Nov 20 10:00:00 FW-1 - ', 'FW-1'],
  ['Nov 20 10:03:19 one Nov 20 10:03:18 two <14>Nov 20 10:00:00 FW-1 ', 'FW-1'],
  ['Nov 20 10:03:19 relay <14>', 'relay'],
  ['Nov 20 10:03:19 relay <14>1 2026-11-20T10:00:00Z - - - - - ', 'relay'],
  ['535 <14>1 2026-11-20T10:00:00+11:00 FW-1 - - - - ', 'FW-1'],
  ['Nov 20 10:03:19 relay 535 ', 'relay'],
];

test('of several headers the one nearest to the message counts', () => {
  for (const [header, host] of relayed) {
    for (const message of [printKeyValue(trafficFields), printCsv(threatFields)]) {
      assert.equal(readRecord(`${header}${message}`).host, host, header);
    }
  }
});

test('a date, a priority or a number is no host', () => {
  const notHosts = [
    '2026-11-20',
    '20/11/2026',
    '10:00:00',
    '<14>Nov',
    '<14>',
    '535',
    '1763632800.123',
    'Nov',
    'Thu,',
    ':',
  ];
  for (const word of notHosts) {
    for (const header of [`${word} `, `<14>${word} `, `Nov 20 10:00:00 ${word} `, `2026-11-20T10:00:00Z ${word} `]) {
      assert.equal(readRecord(`${header}${printKeyValue(trafficFields)}`).host, '', header);
    }
  }
  for (const word of ['10.1.2.3', '2001:db8::1', '4fw', '2026-fw', 'november', 'fw.10']) {
    assert.equal(readRecord(`Nov 20 10:00:00 ${word} ${printKeyValue(trafficFields)}`).host, word);
  }
});

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

test('a header inside a value is none, also where the line’s own header is incomplete', () => {
  const message = (user: string) => printKeyValue({ ...trafficFields, sourceLocation: 'China', user });
  for (const user of [
    'a <14>Nov 20 10:00:00 VICTIM x',
    'a - <14>Nov 20 10:00:00 VICTIM x',
    '<14>Nov 20 10:00:00 VICTIM',
  ]) {
    for (const start of ['SrcLocation', 'SrcIP', 'SrcPort', 'SrcUser']) {
      for (const header of ['<14>1 2026-11-20T10:00:00Z FW-1 ', '<14>Nov 20 10:00:00 FW-1 ']) {
        const line = message(user);
        const record = readOne(`${header}${line.slice(line.indexOf(start))}`);
        if (typeof record === 'string') assert.equal(record, 'missing-field');
        else assert.deepEqual([record.host, record.detail?.user], ['FW-1', user]);
      }
    }
  }
});

test('a message inside another program’s log line is that program’s', () => {
  const line = `Nov 20 10:15:14 HOST sshd[1]: Invalid user ${printKeyValue(trafficFields)}`;
  assert.equal(readOne(line), 'unknown-format');
});
