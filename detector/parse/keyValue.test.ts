import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { readAwkwardKeyValue } from './awkwardKeyValue.ts';
import { defaultFormat } from './defaultFormat.ts';
import { createFieldSpans, setBytes } from './fieldSpans.ts';
import { readKeyValue } from './keyValue.ts';
import {
  header,
  printKeyValue,
  readOne,
  readRecord,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';
import type { LineFields, ReadRecord } from '../../tests/support/lineFixtures.ts';

/** What a hostile value is made of: pieces of the format itself, quotes, control bytes and the odd letter. */
const pieces = [
  ...['; ', ';', '=', ' ', '"', ',', '\\', '\t', '\x01', '\x7f', 'x', 'é', '\0', ']', '(1)'],
  ...[
    'SrcIP=',
    'SrcPort=',
    'SrcUser=',
    'DstLocation=',
    'DstIP=8.8.8.8',
    'DstPort=22',
    'Action=allow',
    'RuleName=',
    'RuleID=',
  ],
  ...[
    'TimeReceived=2020/01/01 00:00:00',
    'ThreatName=',
    'ThreatID=',
    'Severity=critical',
    'Subtype=',
    'Type= TRAFFIC',
    'Type= THREAT;',
  ],
  ...['Proto=udp', 'App=', 'Direction=server-to-client', 'Foo=bar', ' message repeated 3 times: ['],
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((parts) => parts.join(''));
/** A firewall's admin may name things as they like, but not after the format's own labels. */
const adminText = fc.constantFrom(
  '',
  'United States',
  'a; b',
  'x=y',
  'a;',
  'NEAR to FAR',
  '"q", r',
  'Côte d’Ivoire',
  '10.0.0.0-10.255.255.255',
);
const anyFields: fc.Arbitrary<LineFields> = fc
  .record({
    base: fc.constantFrom(trafficFields, threatFields),
    user: hostile,
    threatName: hostile,
    rule: adminText,
    location: adminText,
  })
  .map(({ base, user, threatName, rule, location }) => ({
    ...base,
    user,
    rule,
    sourceLocation: location,
    destinationLocation: location,
    threatName: base.type === 'THREAT' ? threatName : '',
  }));

function withoutDetail(record: ReadRecord): ReadRecord {
  return { ...record, detail: undefined };
}

function asText(value: string): string {
  return value.replaceAll('\0', '\uFFFD');
}

test('reads back what was printed, or calls it ambiguous', () => {
  let read = 0;
  fc.assert(
    fc.property(anyFields, (fields) => {
      const record = readOne(header + printKeyValue(fields));
      if (typeof record === 'string') {
        assert.equal(record, 'ambiguous');
        return;
      }
      read++;
      assert.equal(record.detail?.user ?? '', asText(fields.user));
      assert.equal(record.detail?.threatName ?? '', asText(fields.threatName));
      assert.equal(record.rule, fields.rule);
      assert.equal(record.sourceLocation, fields.sourceLocation);
      const plain = readRecord(header + printKeyValue({ ...fields, user: '', threatName: '' }));
      assert.deepEqual(withoutDetail(record), withoutDetail(plain));
    }),
    { numRuns: 5_000 },
  );
  assert.ok(read > 2_500, `only ${read} of 5000 were read`);
});

test('reads every TRAFFIC line, whatever its user is called', () => {
  fc.assert(
    fc.property(hostile, (user) => {
      const record = readRecord(header + printKeyValue({ ...trafficFields, user }));
      assert.equal(record.detail?.user ?? '', asText(user));
      assert.equal(record.source, trafficFields.source);
    }),
    { numRuns: 2_000 },
  );
});

test('a line cut at any byte is unreadable or ends as a whole line does', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const line = Buffer.from(header + printKeyValue(fields));
      for (let length = 0; length < line.length; length++) {
        const cut = line.subarray(0, length);
        if (cut.length === 0 || /Type= ?(TRAFFIC|THREAT);[ ]*$/.test(cut.toString())) continue;
        const record = readOne(cut);
        assert.ok(typeof record === 'string', `read at ${length}: ${cut.toString()}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('reads a plain row of pairs as the reader of awkward lines does', () => {
  const plain = fc.stringMatching(/^[a-z =,"]{0,9}$/);
  fc.assert(
    fc.property(fc.constantFrom(trafficFields, threatFields), plain, plain, (fields, user, rule) => {
      const message = Buffer.from(
        printKeyValue({ ...fields, user, rule }).replace('; Action', '; Proto=udp; Colour=blue; Action'),
      );
      const [quick, thorough] = [createFieldSpans(), createFieldSpans()];
      setBytes(quick, message);
      setBytes(thorough, message);
      assert.equal(readKeyValue(message, 0, message.length, defaultFormat, quick), undefined);
      assert.equal(readAwkwardKeyValue(message, 0, message.length - 1, defaultFormat, thorough), undefined);
      assert.deepEqual(quick, thorough);
    }),
  );
});

test('a user name that spells out other fields stays a user name', () => {
  const user = 'x; SrcIP=8.8.8.8; DstIP=9.9.9.9; DstPort=22';
  const record = readRecord(header + printKeyValue({ ...threatFields, user }));
  assert.equal(record.source, threatFields.source);
  assert.equal(record.destination, threatFields.destination);
  assert.equal(record.destinationPort, 443);
  assert.deepEqual(record.detail, { user, threatName: threatFields.threatName, threatId: '95187' });
});

test('a THREAT line whose user could also be its threat is ambiguous', () => {
  const rest =
    'DstLocation=A; DstIP=9.9.9.9; DstPort=1; Action=allow; RuleName=r; RuleID=; TimeReceived=2026/11/20 21:16:05; ThreatName=t';
  assert.equal(readOne(printKeyValue({ ...threatFields, user: `x; ${rest}` })), 'ambiguous');
  assert.equal(readOne(printKeyValue({ ...threatFields, threatName: `x; ${rest}` })), 'ambiguous');
});

test('what can stand in no field but the user name belongs to it', () => {
  const users = [
    '; DstLocation=X; DstIP=203.0.113.99; DstPort=9; Action=allow',
    '; DstLocation=A; DstIP=9.9.9.9; DstPort=1; Action=allow; RuleName=r; RuleID=; TimeReceived=soon; ThreatName=t',
    '; DstLocation=A; DstIP=9.9.9; DstPort=1; Action=allow; RuleName=r; RuleID=; TimeReceived=2026/11/20 21:16:05; ThreatName=t',
    '; Severity=low; Subtype=url; Type= TRAFFIC',
    '; DstLocation=A; DstIP=9.9.9.9; ThreatName=x',
  ];
  for (const user of users) {
    const record = readRecord(printKeyValue({ ...threatFields, user }));
    assert.deepEqual([record.detail?.user, record.destinationPort, record.severity], [user, 443, 'critical']);
  }
});

test('a line of 64 KiB that is made of labels is read, in a fraction of a second', () => {
  const user = '; DstLocation=A; DstIP=9.9.9.9; ThreatName=x; ThreatID=1'.repeat(1_000);
  const line = printKeyValue({ ...threatFields, user });
  const started = process.cpuUsage();
  assert.equal(readRecord(line).detail?.user, user);
  const { user: usedUs } = process.cpuUsage(started);
  assert.ok(usedUs < 500_000, `${usedUs} µs`);
});

test('labels in another order than the format’s are of no known format', () => {
  const line = printKeyValue(trafficFields).replace('Action=drop; ', '').replace('Type=', 'Action=drop; Type=');
  assert.equal(readOne(line), 'unknown-format');
});

test('takes further fields between the known ones, under the product’s words where it has them', () => {
  const line = printKeyValue(trafficFields)
    .replace('; Action=', '; Proto=tcp; App=ssl; Action=')
    .replace('; RuleID=', '; SrcZone=untrust; RuleID=')
    .replace('Type= TRAFFIC;', 'Type= TRAFFIC; EndReason=policy-deny; Colour=blue;');
  const record = readRecord(line);
  assert.equal(record.protocol, 'tcp');
  assert.equal(record.application, 'ssl');
  assert.equal(record.sourceZone, 'untrust');
  assert.equal(record.rule, trafficFields.rule);
  assert.equal(record.endReason, 'policy-deny');
  assert.deepEqual(record.detail, { extra: { Colour: 'blue' } });
});

test('a rule name may hold a semicolon and an equals sign', () => {
  const record = readRecord(printKeyValue({ ...trafficFields, rule: 'web; Colour=blue' }));
  assert.equal(record.rule, 'web; Colour=blue');
});

test('a threat number that is a name and a number gives no further fields', () => {
  const line = printKeyValue({ ...threatFields, threatId: 'x; Proto=udp(95187)' });
  assert.equal(readOne(line), 'ambiguous');
  const whole = readRecord(printKeyValue({ ...threatFields, threatId: 'x; y(95187)' }));
  assert.equal(whole.detail?.threatId, 'x; y(95187)');
  const plain = readRecord(printKeyValue({ ...threatFields, threatId: 'Some Name(95187)' }));
  assert.equal(plain.detail?.threatId, 'Some Name(95187)');
});

test('fields that identify are required, others are not', () => {
  const line = printKeyValue(trafficFields);
  for (const label of ['SrcIP', 'DstIP', 'DstPort', 'Action', 'TimeReceived']) {
    assert.equal(readOne(line.replace(new RegExp(`${label}=[^;]*; `), '')), 'missing-field', label);
  }
  for (const label of ['SrcLocation', 'SrcPort', 'RuleName', 'RuleID', 'Severity', 'Subtype']) {
    assert.ok(typeof readOne(line.replace(new RegExp(`${label}=[^;]*; `), '')) !== 'string', label);
  }
});

test('Type is read with and without its space, and must be TRAFFIC or THREAT', () => {
  const line = printKeyValue(trafficFields);
  assert.deepEqual(readOne(line.replace('Type= ', 'Type=')), readOne(line));
  assert.equal(readOne(line.replace('TRAFFIC', 'SYSTEM')), 'other-type');
  assert.equal(readRecord(line.replace('TRAFFIC', 'traffic')).type, 'TRAFFIC');
  assert.equal(readOne(line.replace('TRAFFIC', 'TRAFIC')), 'type');
});

test('names what is wrong with a value', () => {
  const reasonOf = (change: Partial<LineFields>): unknown => readOne(printKeyValue({ ...trafficFields, ...change }));
  assert.equal(reasonOf({ source: '1.2.3' }), 'source-address');
  assert.equal(reasonOf({ source: '00.1.2.3' }), 'source-address');
  assert.equal(reasonOf({ destination: '' }), 'destination-address');
  assert.equal(reasonOf({ sourcePort: '65536' }), 'source-port');
  assert.equal(reasonOf({ destinationPort: '4x' }), 'destination-port');
  assert.equal(reasonOf({ action: '' }), 'action');
  assert.equal(reasonOf({ time: '2026/02/30 00:00:00' }), 'time');
});

test('an empty or absent port is port 0', () => {
  const record = readRecord(printKeyValue({ ...trafficFields, sourcePort: '', destinationPort: '' }));
  assert.deepEqual([record.sourcePort, record.destinationPort], [0, 0]);
});

test('bytes that are no UTF-8, and NUL, become the replacement character', () => {
  const [before, after] = printKeyValue({ ...trafficFields, user: '|' }).split('|');
  const record = readOne(
    Buffer.concat([Buffer.from(before), Buffer.from([0x61, 0xff, 0x00, 0x62]), Buffer.from(after)]),
  );
  assert.ok(typeof record !== 'string');
  assert.equal(record.detail?.user, 'a\uFFFD\uFFFDb');
});
