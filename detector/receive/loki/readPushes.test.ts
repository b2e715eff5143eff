import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { goClientPush } from '../../../tests/support/lokiPushes.ts';
import { pushLimits } from './pushLimits.ts';
import { buildPushBlocks } from './pushBlocks.ts';
import type { PushedStream } from './pushedStreams.ts';
import { readJsonPush } from './readJsonPush.ts';
import { readProtobufPush } from './readProtobufPush.ts';
import { unpackSnappy } from './unpackSnappy.ts';

const json = (value: unknown) => readJsonPush(Buffer.from(JSON.stringify(value)));
const oneStream = (stream: unknown, values: unknown) => ({ streams: [{ stream, values }] });
const texts = (streams: readonly PushedStream[]) =>
  streams.map(({ host, lines }) => [host, ...lines.map((line) => Buffer.from(line).toString())]);

test("reads what Grafana's Go library sends", () => {
  const content = unpackSnappy(goClientPush, pushLimits.unpackedBytes);
  const [first, second, ...more] = texts(readProtobufPush(content));
  assert.deepEqual(more, []);
  assert.equal(first[0], 'fw-1');
  assert.equal(first.length, 12);
  assert.match(String(first[1]), /^Mar {2}9 14:13:44 fw-1 SrcLocation=Romania; .*; DstPort=2000; .*Type= TRAFFIC;$/);
  assert.match(String(first[11]), /DstPort=2010;/);
  assert.deepEqual(second, ['fw-2', 'first\nsecond é\r\n', '']);
});

test('reads JSON with structured metadata', () => {
  const values = [
    ['1741529624123456789', 'one'],
    ['1741529624123456790', 'two é', { trace: 'x' }],
  ];
  assert.deepEqual(
    texts(
      json({
        streams: [
          { stream: { host: 'fw-1' }, values },
          { stream: {}, values: [] },
        ],
      }),
    ),
    [['fw-1', 'one', 'two é'], [undefined]],
  );
});

for (const [what, body] of Object.entries({
  'a list': [],
  'no streams': {},
  'a stream without labels': { streams: [{ values: [] }] },
  'a label that is no text': oneStream({ host: 7 }, []),
  'the old form of Loki': { streams: [{ labels: '{}', entries: [] }] },
  'a time that is a number': oneStream({}, [[1, 'x']]),
  'a line that is no text': oneStream({}, [['1', { a: 1 }]]),
  'an entry without a line': oneStream({}, [['1']]),
})) {
  test(`refuses JSON with ${what}`, () => {
    assert.throws(() => json(body), { code: 'push-wrong' });
  });
}

test('labels of a hostile name are names like others', () => {
  assert.deepEqual(texts(readJsonPush(Buffer.from('{"streams":[{"stream":{"__proto__":"x"},"values":[]}]}'))), [
    [undefined],
  ]);
});

test('refuses more streams and entries than a push may have', () => {
  const streams = (count: number) => ({ streams: Array.from({ length: count }, () => ({ stream: {}, values: [] })) });
  assert.equal(json(streams(pushLimits.streams)).length, pushLimits.streams);
  assert.throws(() => json(streams(pushLimits.streams + 1)), { code: 'push-wrong', message: /streams/ });
  const emptyEntries = Buffer.alloc(2 * (pushLimits.entries + 1), Buffer.from([0x12, 0]));
  const length = emptyEntries.length;
  const stream = Buffer.from([0x0a, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14]);
  assert.throws(() => readProtobufPush(Buffer.concat([stream, emptyEntries])), {
    code: 'push-wrong',
    message: /entries/,
  });
});

test('gives a reason for whatever is no push, and throws nothing else', () => {
  const content = Buffer.from(unpackSnappy(goClientPush, pushLimits.unpackedBytes));
  const attempt = (read: (bytes: Uint8Array) => unknown, bytes: Uint8Array) => {
    try {
      read(bytes);
    } catch (error) {
      assert.equal((error as { code: string }).code, 'push-wrong');
    }
  };
  fc.assert(
    fc.property(
      fc.nat(content.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.nat(content.length),
      (at, byte, end) => {
        const damaged = Buffer.from(content);
        damaged[at] = byte;
        attempt(readProtobufPush, damaged);
        attempt(readProtobufPush, damaged.subarray(0, end));
      },
    ),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => attempt(readProtobufPush, bytes)));
  fc.assert(fc.property(fc.json(), (text) => attempt(readJsonPush, Buffer.from(text))));
});

test('streams of one host are one block, each entry one line, under digests of the content', () => {
  const lines = (...given: string[]) => given.map((line) => Buffer.from(line));
  const streams = [
    { host: 'a', lines: lines('one', 'two\nand two\r\n') },
    { host: undefined, lines: lines('none') },
    { host: 'a', lines: lines('', 'three') },
    { host: 'b', lines: [] },
  ];
  const content = Buffer.from('content');
  const blocks = buildPushBlocks(content, streams, '192.0.2.1');
  assert.deepEqual(
    blocks.map(({ block }) => [block.host, block.sender, Buffer.from(block.bytes).toString()]),
    [
      ['a', '192.0.2.1', 'one\ntwo\x1eand two\nthree\n'],
      [undefined, '192.0.2.1', 'none\n'],
    ],
  );
  const digests = (of: Buffer) =>
    buildPushBlocks(of, streams, '').map(({ digest }) => Buffer.from(digest).toString('hex'));
  const known = digests(content);
  assert.equal(new Set([...known, ...digests(Buffer.from('other'))]).size, 4);
  assert.deepEqual(digests(Buffer.from('content')), known);
});
