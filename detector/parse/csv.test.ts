import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  header,
  printCsv,
  readOne,
  readRecord,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';

const pieces = [
  ...[',', '"', '""', '",', ',"', ' ', 'x', ';', '=', 'é', '\t', '\x01', '(9)', '0x0', 'TRAFFIC', 'THREAT'],
  ...['critical', 'client-to-server', 'Fake(1),any,critical,client-to-server,1,0x0,US,AU,', '8.8.8.8'],
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
const withBackslashes = fc
  .array(fc.constantFrom(...pieces, '\\', '\\"', '\\",'), { maxLength: 8 })
  .map((parts) => parts.join(''));

test('reads back what was printed, whatever strangers write', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(trafficFields, threatFields),
      hostile,
      hostile,
      hostile,
      hostile,
      (fields, user, rule, misc, userAgent) => {
        const record = readRecord(header + printCsv({ ...fields, user, rule }, { misc, userAgent }));
        const plain = readRecord(header + printCsv(fields));
        assert.equal(record.detail?.user ?? '', user);
        assert.deepEqual({ ...record, detail: undefined }, { ...plain, rule, detail: undefined });
      },
    ),
    { numRuns: 3_000 },
  );
});

test('with backslashes before quotes a line is read as printed or not at all', () => {
  let wasRead = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(trafficFields, threatFields),
      withBackslashes,
      withBackslashes,
      (fields, user, misc) => {
        const record = readOne(header + printCsv({ ...fields, user }, { misc }));
        if (typeof record === 'string') {
          assert.ok(['ambiguous', 'seam'].includes(record), record);
          return;
        }
        wasRead++;
        assert.equal(record.detail?.user ?? '', user);
        assert.equal(record.severity, fields.severity);
      },
    ),
    { numRuns: 3_000 },
  );
  assert.ok(wasRead > 2_000, `only ${wasRead} of 3000 were read`);
});

test('a line cut at any byte differs at most in what newer versions append', () => {
  const appended = { endReason: '', ruleId: '' };
  fc.assert(
    fc.property(fc.constantFrom(trafficFields, threatFields), hostile, hostile, (fields, user, misc) => {
      const line = header + printCsv({ ...fields, user }, { misc });
      const whole = readRecord(line);
      for (let length = 1; length < line.length; length++) {
        const record = readOne(line.slice(0, length));
        if (typeof record === 'string') continue;
        assert.ok(['', whole.ruleId].includes(record.ruleId) && ['', whole.endReason].includes(record.endReason));
        assert.deepEqual({ ...record, ...appended }, { ...whole, ...appended });
      }
    }),
    { numRuns: 40 },
  );
});

test('reads a relay’s quotes with backslashes', () => {
  const line = printCsv({ ...threatFields, ruleId: '' }, { misc: 'M' }).replace(',M,', ',"a\\"b, c",');
  assert.equal(readRecord(line).severity, 'critical');
  const escaped = printCsv(threatFields, { misc: 'M' }).replace(',M,', ',\\"a,b\\",');
  assert.equal(readRecord(escaped).severity, 'critical');
});

test('a quoted column that goes on after its quote, or never ends, is no column', () => {
  const line = printCsv(threatFields, { misc: 'M' });
  assert.equal(readOne(line.replace(',M,', ',"a"b,')), 'quotes');
  assert.equal(readOne(line.replace(',M,', ',"a,')), 'cut');
});

test('reads cloud logging, whose lines lack the leading column and write ISO times', () => {
  const threat = readRecord(
    '<14>1 2021-11-01T15:14:08.069Z stream-logfwd logforwarder - panwlogs - 2021-11-01T15:14:06.000000Z,no-serial,THREAT,spyware,10.0,' +
      '2021-11-01T15:13:56.000000Z,192.0.2.20,8.8.8.8,192.0.2.111,8.8.8.8,in-to-out-dns,domain\\user,,dns,vsys1,ZoneA,ZoneB,tunnel.101,' +
      'ethernet1/1,My-Forwarding,1355037,1,55517,53,45783,53,udp,drop,example.com,Phishing:example.com(109010001),Low,client-to-server,' +
      '12088427,10.0.0.0-10.255.255.255,US,1152921504606899096,,,0,,,,,0,28,31,0,0,,Big-Firewall,,,0,,0,1970-01-01T00:00:00.000000Z,N/A,' +
      'dns-phishing,0,0x0,ceb0229f-7a4a-5c62-8960-f66b27e2e01e,0,,',
  );
  assert.equal(threat.host, 'stream-logfwd');
  assert.equal(threat.at, Date.UTC(2021, 10, 1, 15, 13, 56));
  assert.equal(threat.severity, 'low');
  assert.equal(threat.destinationLocation, 'US');
  assert.equal(threat.ruleId, 'ceb0229f-7a4a-5c62-8960-f66b27e2e01e');
  assert.deepEqual(threat.detail, { user: 'domain\\user', threatName: 'Phishing:example.com', threatId: '109010001' });

  const traffic = readRecord(
    '2021-07-17T01:44:05.000000Z,no-serial,TRAFFIC,end,9.1,2021-07-17T01:43:41.000000Z,192.168.137.48,192.168.137.1,,,intrazone-default,' +
      'user@example.com,,dns,vsys1,trust,trust,tunnel.1,tunnel.1,Log Forwarding,235544,1,52175,53,0,0,udp,allow,235,89,146,2,' +
      '2021-07-17T01:43:11.000000Z,0,any,6713474,192.168.0.0-192.168.255.255,Japan,1,1,aged-out,17,0,0,0,,GP cloud service,from-policy,' +
      ',,0,,0,1970-01-01T00:00:00.000000Z,N/A,0,0,0,0,10b5afb1-4f3d-4227-a452-9eb16ff8c446,0,0,,',
  );
  assert.equal(traffic.destinationLocation, 'Japan');
  assert.equal(traffic.endReason, 'aged-out');
  assert.equal(traffic.ruleId, '10b5afb1-4f3d-4227-a452-9eb16ff8c446');
});

test('other log types are named so', () => {
  assert.equal(
    readOne('1,2026/11/20 21:16:05,0123,SYSTEM,general,0,2026/11/20 21:16:05,,general,,0,0,general,informational,"x"'),
    'other-type',
  );
});
