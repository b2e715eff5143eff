import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRecordBatch } from '../model/record.ts';
import { createContextTable } from './contextTable.ts';
import {
  header,
  printCsv,
  printKeyValue,
  readOne,
  readRecord,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';
import { createLineReader } from './lineReader.ts';
import type { DeviceLines } from './readCounts.ts';

const csv = printCsv(trafficFields).split(',');

function lineWith(columns: Readonly<Partial<Record<number, string>>>): string {
  const all = Array.from({ length: 116 }, (_, column) => columns[column] ?? csv.at(column) ?? '');
  return header + all.join(',');
}

function countsOf(lines: readonly string[], timeZone: string): DeviceLines {
  const reader = createLineReader({ contexts: createContextTable({ maxContexts: 100 }) });
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const origin = { input: 'test', deviceOf: () => ({ deviceId: 1, timeZone }) };
  reader.readLines(bytes, 0, bytes.length, origin, createRecordBatch(100));
  return reader.takeCounts().devices[0];
}

test('an instant with its offset comes first, then the generated time, then that of receipt', () => {
  const received = '2026/11/20 13:00:00';
  const generated = '2026/11/20 10:00:00';
  const instant = '2026-11-20T10:00:00.624-04:00';
  for (const column of [77, 102, 103]) {
    assert.equal(
      readRecord(lineWith({ 1: received, 6: generated, [column]: instant })).at,
      Date.UTC(2026, 10, 20, 14, 0, 0, 624),
    );
  }
  assert.equal(readRecord(lineWith({ 1: received, 6: generated })).at, Date.UTC(2026, 10, 20, 10));
  assert.equal(readRecord(lineWith({ 1: received, 6: '' })).at, Date.UTC(2026, 10, 20, 13));
  assert.equal(readRecord(lineWith({ 1: received, 6: generated, 77: 'profile' })).at, Date.UTC(2026, 10, 20, 10));
});

test('key=value lines may carry both times, too', () => {
  const line = `${header}${printKeyValue(trafficFields)} GeneratedTime=2026/11/20 10:00:00; HighResTime=2026-11-20T10:00:00.624+01:00;`;
  assert.equal(readRecord(line).at, Date.UTC(2026, 10, 20, 9, 0, 0, 624));
});

test('lines that carry an offset tell whether the device’s zone is right', () => {
  const line = lineWith({ 6: '2026/11/20 10:00:01', 102: '2026-11-20T10:00:00.624-04:00' });
  assert.equal(countsOf([line], 'America/Puerto_Rico').zoneOffset, null);
  assert.equal(countsOf([line], 'Australia/Sydney').zoneOffset, -240);
  assert.equal(countsOf([lineWith({})], 'Australia/Sydney').zoneOffset, undefined);
  const agreeing = lineWith({ 6: '2026/11/20 10:00:01', 102: '2026-11-20T10:00:00.624+00:00' });
  assert.equal(countsOf([line, agreeing], 'UTC').zoneOffset, -240);
});

test('other log types are counted by themselves, and are not unreadable', () => {
  const system = `${header}1,2026/11/20 21:16:05,0123,SYSTEM,general,0,2026/11/20 21:16:05,,general,,0,0,general,informational,"x"`;
  const globalProtect = `${header}1,2026/11/20 21:16:05,0123,GLOBALPROTECT,0,2305,2026/11/20 21:16:05,vsys1,gateway-auth`;
  const pairs = header + printKeyValue(trafficFields).replace('TRAFFIC', 'CONFIG');
  const { lines, records, otherTypes } = countsOf([system, globalProtect, pairs, lineWith({})], 'UTC');
  assert.deepEqual([lines, records, otherTypes], [4, 1, 3]);
});

test('records with a word that nobody knows are stored and counted', () => {
  const line = header + printKeyValue({ ...trafficFields, action: 'allowed' });
  assert.equal(readRecord(line).action, 'allowed');
  assert.equal(countsOf([line, line, lineWith({})], 'UTC').unknownWords, 2);
  assert.equal(readRecord(header + printCsv({ ...trafficFields, action: 'allowed' })).action, 'allowed');
});

test('a column that holds a word of another one is not believed', () => {
  assert.equal(readOne(lineWith({ 29: 'allow' })), 'protocol');
  assert.equal(readOne(lineWith({ 29: '0x0' })), 'protocol');
  assert.equal(readOne(lineWith({ 29: '2048' })), 'protocol');
  assert.equal(readOne(lineWith({ 30: 'tcp' })), 'action');
  assert.equal(readOne(lineWith({ 30: '1234' })), 'action');
  assert.equal(readOne(lineWith({ 23: 'x' })), 'record-count');
  assert.equal(readOne(lineWith({ 26: '10.0.0.1' })), 'nat-port');
  assert.equal(readOne(header + printCsv({ ...threatFields, severity: 'client-to-server' })), 'severity');
});
