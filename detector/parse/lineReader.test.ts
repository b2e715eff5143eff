import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { createRecordBatch } from '../model/record.ts';
import { createContextTable } from './contextTable.ts';
import {
  header,
  printCsv,
  printKeyValue,
  readAll,
  readOne,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';
import { createLineReader } from './lineReader.ts';
import type { DeviceReading, LineReader } from './lineReader.ts';

const reading: DeviceReading = { deviceId: 1, timeZone: 'UTC' };
const origin = { input: '/var/log/Firewall/LAB-FW-01.log', deviceOf: () => reading };
const message = printKeyValue(trafficFields);
const noNotes = { otherTypes: 0, unknownWords: 0, zoneOffset: undefined };

function createReader(): LineReader {
  return createLineReader({ contexts: createContextTable({ maxContexts: 1_000 }) });
}

test('takes whole lines only, and stops when the batch is full', () => {
  const bytes = Buffer.from(`${message}\n\r\n${message}\n${message}\n${message}`);
  const reader = createReader();
  const batch = createRecordBatch(2);
  const stopped = reader.readLines(bytes, 0, bytes.length, origin, batch);
  assert.equal(stopped, 2 * message.length + 4);
  batch.length = 0;
  assert.equal(reader.readLines(bytes, stopped, bytes.length, origin, batch), bytes.length - message.length);
  assert.equal(batch.length, 1);
  assert.deepEqual(reader.takeCounts().devices, [{ ...noNotes, deviceId: 1, lines: 3, records: 3 }]);
});

test('rsyslog’s repetition of a message is so many records, in each form that it is written', () => {
  const space = message.indexOf(' ');
  const forms = [
    `Nov 20 10:16:01 LAB-FW-01 message repeated 4 times: [ ${message}]`,
    `2026-11-20T10:16:01+00:00 LAB-FW-01 - message repeated 4 times: [${message}]`,
    `Nov 20 10:16:01 LAB-FW-01 ${message.slice(0, space)} message repeated 4 times: [${message.slice(space)}]`,
  ];
  const expected = readOne(`Nov 20 10:16:01 LAB-FW-01 ${message}`);
  for (const line of forms) assert.deepEqual(readAll(line), Array(4).fill(expected), line);
  const csv = printCsv(threatFields);
  assert.deepEqual(
    readAll(`Nov 20 10:16:01 FW message repeated 2 times: [ ${csv}]`),
    Array(2).fill(readOne(`Nov 20 10:16:01 FW ${csv}`)),
  );
});

test('a repetition inside a user name is part of it', () => {
  const user = 'x message repeated 9 times: [ y';
  const line = printKeyValue({ ...trafficFields, user });
  assert.equal((readAll(line) as unknown[]).length, 1);
  assert.equal(readOne(`${line}]`), 'cut');
});

test('a repetition that was cut or counts too much is unreadable', () => {
  assert.equal(readOne(`Nov 20 10:16:01 FW message repeated 4 times: [ ${message.slice(0, -9)}]`), 'cut');
  assert.equal(readOne(`Nov 20 10:16:01 FW message repeated 0 times: [ ${message}]`), 'repeat-count');
  assert.equal(readOne(`Nov 20 10:16:01 FW message repeated 10001 times: [ ${message}]`), 'repeat-count');
});

test('the records of a repeated line stay in one batch', () => {
  const bytes = Buffer.from(`${message}\nNov 20 10:16:01 FW message repeated 10000 times: [ ${message}]\n`);
  const reader = createReader();
  const batch = createRecordBatch(10_000);
  const stopped = reader.readLines(bytes, 0, bytes.length, origin, batch);
  assert.deepEqual([batch.length, stopped], [1, message.length + 1]);
  batch.length = 0;
  assert.equal(reader.readLines(bytes, stopped, bytes.length, origin, batch), bytes.length);
  assert.equal(batch.length, 10_000);
  assert.deepEqual(batch.source.subarray(-4), batch.source.subarray(0, 4));
  assert.deepEqual(reader.takeCounts().devices, [{ ...noNotes, deviceId: 1, lines: 2, records: 10_001 }]);
});

test('each host of a relay is its own device', () => {
  const lines = ['FW-A', 'FW-A', 'FW-B', 'FW-A', 'nobody'].map((host) => `Nov 20 10:16:01 ${host} ${message}\n`);
  const bytes = Buffer.from(lines.join(''));
  const devices = new Map([
    ['FW-A', 1],
    ['FW-B', 2],
  ]);
  const relay = {
    input: '10.0.0.9',
    deviceOf: (host: string) => {
      const deviceId = devices.get(host);
      return deviceId === undefined ? undefined : { deviceId, timeZone: 'UTC' };
    },
  };
  const reader = createReader();
  const batch = createRecordBatch(10);
  reader.readLines(bytes, 0, bytes.length, relay, batch);
  assert.deepEqual([...batch.deviceId.subarray(0, batch.length)], [1, 1, 2, 1]);
  assert.deepEqual(reader.takeCounts().unregistered, [{ input: '10.0.0.9', host: 'nobody', lines: 1 }]);
});

test('what a receiver lost is counted for the device whose message it was', () => {
  const bytes = Buffer.from(`<14>Nov 20 10:16:01 FW-A Src\x1e\n\x1e\n${header}${message}\n`);
  const reader = createReader();
  const batch = createRecordBatch(10);
  reader.readLines(bytes, 0, bytes.length, { input: '10.0.0.9', isFramed: true, deviceOf: () => reading }, batch);
  const { unreadable, lines } = reader.takeCounts();
  assert.deepEqual(
    [batch.length, lines, unreadable.map(({ reason, lines: lost }) => [reason, lost])],
    [1, 3, [['framing', 2]]],
  );
});

test('a flood of unregistered hosts is counted, not remembered', () => {
  const bytes = Buffer.from(Array.from({ length: 1_500 }, (_, i) => `Nov 20 10:16:01 h${i} ${message}\n`).join(''));
  const reader = createReader();
  reader.readLines(bytes, 0, bytes.length, { input: '10.0.0.9', deviceOf: () => undefined }, createRecordBatch(10));
  const counts = reader.takeCounts();
  assert.deepEqual([counts.lines, counts.unregistered.length, counts.unlisted], [1_500, 1_000, 500]);
  assert.equal(reader.takeCounts().lines, 0);
});

test('unreadable lines are counted by reason with a few escaped samples', () => {
  const bytes = Buffer.from(`${'\x1b[31mred\n'.repeat(7)}${message.slice(0, 40)}\n${'x'.repeat(70_000)}\n`);
  const reader = createReader();
  reader.readLines(bytes, 0, bytes.length, origin, createRecordBatch(10));
  const { unreadable } = reader.takeCounts();
  assert.deepEqual(
    unreadable.map(({ reason, lines }) => [reason, lines]),
    [
      ['unknown-format', 7],
      ['cut', 1],
      ['too-long', 1],
    ],
  );
  assert.deepEqual(unreadable[0].samples, Array(5).fill('\\x1b[31mred'));
  assert.equal(unreadable[2].samples[0].length, 2_048);
});

test('keeps the dropped texts with the record when the context table is full', () => {
  const contexts = createContextTable({ maxContexts: 1 });
  const reader = createLineReader({ contexts });
  const batch = createRecordBatch(10);
  const bytes = Buffer.from(`${message}\n${header}${message}\n`);
  reader.readLines(bytes, 0, bytes.length, origin, batch);
  assert.deepEqual([...batch.context.subarray(0, 2)], [1, 2]);
  assert.deepEqual(batch.detail[1]?.extra, {
    input: origin.input,
    host: 'LAB-FW-01',
    sourceLocation: 'Romania',
    destinationLocation: 'Australia',
  });
});

test('nothing in a line makes the reader throw or lose count', () => {
  const reader = createReader();
  const batch = createRecordBatch(10_000);
  const valid = Buffer.from(`${header}${message}`);
  const mutated = fc.tuple(fc.nat(valid.length - 1), fc.uint8Array({ maxLength: 20 })).map(([at, noise]) => {
    return Buffer.concat([valid.subarray(0, at), noise, valid.subarray(at + noise.length)]);
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), { maxLength: 20 }), (lines) => {
      batch.length = 0;
      const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
      assert.equal(reader.readLines(bytes, 0, bytes.length, origin, batch), bytes.length);
      const counts = reader.takeCounts();
      assert.equal(counts.lines, counts.records + counts.unreadable.reduce((sum, { lines }) => sum + lines, 0));
    }),
    { numRuns: 500 },
  );
});
