import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecordBatch } from '../model/record.ts';
import { compileColumns } from './columnFormat.ts';
import { createContextTable } from './contextTable.ts';
import { explainLine } from './explainLine.ts';
import { createLineReader } from './lineReader.ts';
import { compileOwnFormat } from './ownFormat.ts';

const names =
  'Time Generated,Log Type,Subtype,Source Address,Source Port,Destination Address,Destination Port,Protocol,Action,Rule,Source User,Severity,Direction Of Attack,Threat Name,Future Use';
const values = [
  ...[
    '2026-11-20T10:00:00.000000Z',
    'THREAT',
    'vulnerability',
    '5.6.7.8',
    '51234',
    '203.0.113.5',
    '443',
    'tcp',
    'reset-both',
  ],
  ...['Web in', 'cn=joe', 'Critical', 'client to server', 'Example Overflow(30514)', ''],
];
const headers = [
  '',
  '<14>Nov 20 10:00:00 FW-1 ',
  '<14>1 2026-11-20T10:00:05.782Z stream-logfwd logforwarder - panwlogs - ',
];

function read(line: string, text = names) {
  const own = compileOwnFormat(text);
  if (typeof own === 'string') throw new Error(own);
  const explained = explainLine(Buffer.from(line), { deviceId: 1, timeZone: 'UTC', ...own });
  if (explained === undefined) throw new Error('the line is empty');
  return explained;
}

function faultIn(text: string): string {
  const compiled = compileColumns(text);
  return typeof compiled === 'string' ? compiled : '';
}

function outcomeOf(line: string, text?: string): string {
  const { outcome } = read(line, text);
  return outcome.kind === 'record' ? 'record' : outcome.reason;
}

for (const delimiter of [',', ';', '|', '\t']) {
  test(`reads a device’s own columns, divided by ${JSON.stringify(delimiter)}, behind each header`, () => {
    for (const header of headers) {
      const { outcome } = read(header + values.join(delimiter), names.replaceAll(',', delimiter));
      assert.equal(outcome.kind, 'record', header);
      const { batch, context } = outcome;
      assert.equal(batch.at[0], Date.UTC(2026, 10, 20, 10));
      assert.equal(batch.destinationPort[0], 443);
      assert.deepEqual([context.direction, context.severity, context.rule], ['client-to-server', 'critical', 'Web in']);
      assert.deepEqual(batch.detail[0], { user: 'cn=joe', threatName: 'Example Overflow', threatId: '30514' });
    }
  });
}

test('columns that are not where the list has them are not believed', () => {
  assert.equal(outcomeOf([...values.slice(0, 4), 'x', ...values.slice(4)].join(',')), 'source-port');
  assert.equal(outcomeOf(values.with(7, 'reset-both').join(',')), 'protocol');
  assert.equal(outcomeOf(values.with(1, 'SYSTEM').join(',')), 'other-type');
});

test('a line cut at any byte before its last column that is needed is no record', () => {
  const line = values.join(',');
  for (let length = 1; length <= line.indexOf(',Web in'); length++) {
    assert.notEqual(outcomeOf(line.slice(0, length)), 'record', line.slice(0, length));
  }
});

test('a stranger’s text in quotes stays one column, whatever it holds', () => {
  const line = values.with(10, '"a"",b,5.5.5.5,Critical"').join(',');
  const { outcome } = read(line);
  assert.equal(outcome.kind, 'record');
  assert.equal(outcome.batch.detail[0]?.user, 'a",b,5.5.5.5,Critical');
});

test('a list that will not do is refused with what is wrong', () => {
  assert.match(faultIn('Source Address,Time Generated'), /lacks destination, destinationPort, action, type:/);
  assert.match(faultIn(`${names},Source IP,x`), /second column for Source/);
  assert.match(faultIn(names.replace(',Future Use', '')), /ends with a column that is used/);
  assert.match(faultIn(Array(501).fill('x').join(',')), /at most 500/);
});

test('lines of own columns never make the reader throw', () => {
  const own = compileColumns(names);
  assert.ok(typeof own !== 'string');
  const reader = createLineReader({ contexts: createContextTable({ maxContexts: 10 }) });
  const bytes = Buffer.from(['', ',', '"', '"",', ' , ', '\\",', ',,,,,,,,,,,,,,,,,,'].join('\n') + '\n');
  const origin = { input: 'test', deviceOf: () => ({ deviceId: 1, timeZone: 'UTC', columns: own }) };
  assert.equal(reader.readLines(bytes, 0, bytes.length, origin, createRecordBatch(10)), bytes.length);
  const { lines, records, unreadable } = reader.takeCounts();
  assert.deepEqual([lines, records, unreadable.reduce((sum, each) => sum + each.lines, 0)], [6, 0, 6]);
});
