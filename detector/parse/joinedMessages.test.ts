import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRecordBatch } from '../model/record.ts';
import { formatAddress } from '../model/address.ts';
import { createContextTable } from './contextTable.ts';
import {
  header,
  printCsv,
  printKeyValue,
  readAll,
  readOne,
  readRecord,
  threatFields,
  trafficFields,
} from '../../tests/support/lineFixtures.ts';
import { createLineReader } from './lineReader.ts';

const victim = { ...trafficFields, source: '198.51.100.7', destinationPort: '22' };
const keyValue = [header + printKeyValue(trafficFields), header + printKeyValue(victim)] as const;
const csv = [header + printCsv(trafficFields), header + printCsv(victim)] as const;
const spelled = ['#012', '#015#012', '#000', '#011', '\\n', '\\r\\n', '\\012', '\0', '\r', '\t'];
const realNewline = '\x1e';

/** Sources of the records of a line, and the reasons for which parts of it are unreadable. */
function readParts(line: string | Uint8Array, isFramed = false) {
  const reader = createLineReader({ contexts: createContextTable({ maxContexts: 100 }) });
  const batch = createRecordBatch(100);
  const bytes = Buffer.concat([Buffer.from(line), Buffer.from('\n')]);
  const origin = { input: 'test', isFramed, deviceOf: () => ({ deviceId: 1, timeZone: 'UTC' }) };
  assert.equal(reader.readLines(bytes, 0, bytes.length, origin, batch), bytes.length);
  const counts = reader.takeCounts();
  return {
    sources: Array.from({ length: batch.length }, (_, row) => formatAddress(batch.source, 4 * row)),
    ports: [...batch.destinationPort.subarray(0, batch.length)],
    reasons: counts.unreadable.flatMap(({ reason, lines }) => Array<string>(lines).fill(reason)),
    lines: counts.lines,
  };
}

test('two key=value messages joined by what a stranger can type are refused, under a reason of their own', () => {
  for (const seam of spelled) {
    assert.equal(readOne(keyValue.join(seam)), 'seam', seam);
    assert.equal(readOne([...keyValue, keyValue[0]].join(seam)), 'seam', seam);
    assert.equal(readOne(`${keyValue[0]}${seam}${keyValue[1].slice(0, -30)}`), 'seam', seam);
    assert.equal(readOne(`${keyValue[0]}${seam}<14>Nov 20 10:00:00 FW-1 something else`), 'seam', seam);
    assert.equal(readOne(`${keyValue[0]}${seam}<14>Nov 20 10:00:00 FW-1 something; else;`), 'seam', seam);
  }
});

test('of a message that was cut and the next one nothing is made', () => {
  const user = { ...trafficFields, user: 'joe' };
  const line = header + printKeyValue(user);
  const cut = line.slice(0, line.indexOf('joe') + 2);
  for (const seam of [...spelled, realNewline])
    assert.equal(readOne(cut + seam + keyValue[1], { isFramed: true }), 'seam');
});

test('CSV messages are taken apart outside of quotes', () => {
  for (const seam of spelled) {
    const { sources, reasons, lines } = readParts([csv[0], csv[1], csv[0]].join(seam));
    assert.deepEqual(
      [sources, reasons, lines],
      [[trafficFields.source, victim.source, trafficFields.source], [], 3],
      seam,
    );
  }
  const cut = readParts(`${csv[0]}#012${csv[1].slice(0, 120)}`);
  assert.deepEqual([cut.sources, cut.reasons], [[trafficFields.source], ['cut']]);
  const other = readParts(`${header}1,2026/11/20 21:16:05,0123456789,SYSTEM,general,0#012${csv[1]}`);
  assert.deepEqual([other.sources, other.reasons, other.lines], [[victim.source], [], 2]);
});

test('a CSV message that was cut and the next one are not joined', () => {
  const columns = csv[0].split(',');
  for (let length = 1; length < columns.length; length++) {
    const { sources } = readParts(`${columns.slice(0, length).join(',')}#012${csv[1]}`);
    assert.deepEqual(sources, length < 44 ? [] : [trafficFields.source, victim.source], String(length));
  }
});

test('of two messages, whole or cut anywhere, no record is made of both', () => {
  const threat = { ...threatFields, source: '198.51.100.9', destinationPort: '80', user: 'a, "b"; c' };
  const messages = [trafficFields, victim, threat].flatMap((fields) => [printKeyValue(fields), printCsv(fields)]);
  const message = fc.constantFrom(...messages, ...messages.map((text) => header + text));
  const cut = fc.tuple(message, fc.option(fc.nat(700))).map(([text, end]) => text.slice(0, end ?? text.length));
  const seam = fc.constantFrom(...spelled, realNewline);
  const rows = [trafficFields, victim, threat].map(({ source, destinationPort }) => `${source} ${destinationPort}`);
  fc.assert(
    fc.property(fc.array(cut, { minLength: 2, maxLength: 3 }), seam, fc.boolean(), (texts, between, isFramed) => {
      const { sources, ports } = readParts(texts.join(between), isFramed);
      for (const [index, source] of sources.entries())
        assert.ok(rows.includes(`${source} ${ports[index]}`), `${source} ${ports[index]}`);
    }),
    { numRuns: 3_000 },
  );
});

test('a message in quotes is part of its column', () => {
  const user = `x#012${csv[1]}`;
  assert.equal(readRecord(header + printCsv({ ...threatFields, user })).detail?.user, user);
  const framed = `x,y${realNewline}${csv[1]}`;
  const { sources } = readParts(header + printCsv({ ...threatFields, user: framed }), true);
  assert.deepEqual(sources, [threatFields.source]);
});

test('what a stranger can write into an unquoted column takes no message apart', () => {
  for (const userAgent of [
    'Mozilla#012<14>Nov 20 10:00:00 FW 1',
    'a#0121',
    `a#012${keyValue[1]}`,
    `a#012${keyValue[1]}#012`,
  ]) {
    const { sources } = readParts(header + printCsv(threatFields, { userAgent }));
    assert.deepEqual(sources, [threatFields.source], userAgent);
    const named = readParts(header + printCsv({ ...threatFields, user: userAgent }));
    assert.deepEqual(named.sources, [threatFields.source], userAgent);
  }
});

test('messages with a real newline between them are taken apart', () => {
  for (const lines of [keyValue, csv, [keyValue[0], csv[1]], [csv[0], keyValue[1]]]) {
    const { sources, reasons } = readParts(lines.join(realNewline), true);
    assert.deepEqual([sources, reasons], [[trafficFields.source, victim.source], []]);
  }
  const threats = [threatFields, threatFields, threatFields].map((fields) => header + printKeyValue(fields));
  assert.equal(readParts(threats.join(`\r${realNewline}`), true).sources.length, 3);
  const cut = readParts(`${keyValue[0]}${realNewline}${keyValue[1].slice(0, -30)}`, true);
  assert.deepEqual([cut.sources, cut.reasons], [[trafficFields.source], ['cut']]);
  const other = readParts(`${keyValue[0]}${realNewline}<14>Nov 20 10:00:00 FW-1 sshd[1]: text`, true);
  assert.deepEqual([other.sources, other.reasons], [[trafficFields.source], ['unknown-format']]);
});

test('in a file the separator of records is no newline', () => {
  assert.equal(readOne(keyValue.join(realNewline)), 'seam');
});

test('a whole tail, a seam and a whole message in a user name make no record of the victim and join nothing', () => {
  const tail = printKeyValue(threatFields).replace(/^.*SrcUser=/, 'x');
  for (const seam of spelled) {
    for (const fields of [trafficFields, threatFields]) {
      for (const rest of ['', `${seam}junk`, seam]) {
        for (const second of [keyValue[1], printKeyValue(victim), csv[1]]) {
          const { sources } = readParts(header + printKeyValue({ ...fields, user: `${tail}${seam}${second}${rest}` }));
          assert.ok(
            sources.every((source) => source === fields.source),
            `${seam} ${rest} ${second}`,
          );
        }
        const start = keyValue[1].replace(/SrcUser=.*$/, 'SrcUser=');
        assert.equal(readOne(header + printKeyValue({ ...fields, user: `${tail}${seam}${start}` })), 'seam');
      }
    }
  }
});

test('a seam in a value that no message follows is part of the value', () => {
  for (const seam of spelled) {
    for (const user of [
      `a${seam}b`,
      `corp${seam}ancy`,
      `x${seam}<14>Nov 20 10:00:00 FW-1`,
      `x${seam}SrcIP=1.2.3.4`,
      seam,
    ]) {
      const record = readRecord(header + printKeyValue({ ...threatFields, user }));
      assert.deepEqual([record.source, record.detail?.user], [threatFields.source, user.replaceAll('\0', '\uFFFD')]);
    }
  }
});

test('CR LF, NUL and their spellings at the end of a line are dropped', () => {
  for (const ending of ['\r', '#015', '#015#012', '#012', '#000', '\0', '\t', ' #015 ', '\\r\\n']) {
    for (const line of [keyValue[0], csv[0]]) assert.deepEqual(readAll(line + ending), readAll(line), ending);
  }
});

test('joined messages that rsyslog repeated are refused', () => {
  const line = (text: string) => `Nov 20 10:16:01 FW message repeated 3 times: [ ${text}]`;
  assert.equal(readOne(line(`${printKeyValue(trafficFields)}#012${keyValue[1]}`)), 'seam');
  assert.equal(readOne(line(`${printCsv(trafficFields)}#012${csv[1]}`)), 'seam');
});

test('a line of 64 KiB of seams takes a fraction of a second', () => {
  for (const piece of ['#012', '#0121,2026/11/20 10:00:00', '#012SrcLocation=; SrcIP=1.2.3.4', `#012${keyValue[1]}`]) {
    for (const print of [printKeyValue, printCsv]) {
      const line = header + print({ ...threatFields, user: piece.repeat(Math.floor(60_000 / piece.length)) });
      const started = process.cpuUsage();
      readOne(line);
      assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
    }
  }
});

test('whatever seams and messages a user name is made of, no record has another source', () => {
  const pieces = ['#012', '#015', '\0', '<14>', 'x', ';', ' ', header, keyValue[1], printKeyValue(victim), csv[1]];
  const tail = printKeyValue(threatFields).replace(/^.*SrcUser=/, '');
  const user = fc
    .array(fc.constantFrom(...pieces, tail, tail.slice(0, 90)), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(user, fc.constantFrom(trafficFields, threatFields), fc.boolean(), (name, fields, isCsv) => {
      const line = header + (isCsv ? printCsv : printKeyValue)({ ...fields, user: name });
      const { sources, ports } = readParts(line);
      assert.ok(sources.every((source) => source === fields.source));
      assert.ok(ports.every((port) => port === 443));
    }),
    { numRuns: 2_000 },
  );
});
