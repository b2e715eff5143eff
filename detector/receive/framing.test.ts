import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Framer } from './framing.ts';
import { maxLineBytes } from './lineBlock.ts';

const noCounts = () => ({ messages: 0, tooLong: 0, badFrames: 0, cut: 0 });

function frame(
  text: string | Buffer,
  cutAt: readonly number[] = [],
): { lines: string; counts: ReturnType<typeof noCounts> } {
  const bytes = Buffer.from(text);
  const counts = noCounts();
  const framer = new Framer(counts);
  const ends = [...cutAt, bytes.length].sort((a, b) => a - b);
  const chunks = ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
  const lines = Buffer.concat([...chunks.map((chunk) => framer.take(chunk)), framer.end()]);
  return { lines: lines.toString(), counts };
}

const counted = (message: string) => `${Buffer.byteLength(message)} ${message}`;

test('takes a message a line', () => {
  assert.equal(frame('<14>one\n<14>two\n').lines, '<14>one\n<14>two\n');
});

test('takes octet-counted messages', () => {
  assert.equal(frame(counted('<14>one') + counted('<14>two')).lines, '<14>one\n<14>two\n');
});

test('takes octet-counted messages that end with a newline, counted or not', () => {
  assert.equal(
    frame(counted('<14>one\n') + counted('<14>two') + '\n' + counted('<14>three')).lines,
    '<14>one\n<14>two\n<14>three\n',
  );
});

test('takes lines that start with a number for lines', () => {
  for (const text of ['1,2026/03/09 10:00:00,serial\n', '2026-03-09T14:13:44+00:00 host text\n', '42 is no length\n']) {
    assert.equal(frame(text).lines, text);
  }
});

test('lets nothing inside a line turn the connection to octet counting', () => {
  const text = 'first\n9999 <14>second\nthird\n';
  assert.equal(frame(text).lines, text);
});

test('keeps a message with newlines inside one line', () => {
  assert.equal(frame(counted('<14>one\n<14>two')).lines, '<14>one\x1e<14>two\n');
  assert.equal(frame('<14>one\x1e<14>two\n').lines, '<14>one <14>two\n');
});

test('takes a last line without its newline when the sender ends in order', () => {
  assert.equal(frame('one\ntwo').lines, 'one\ntwo\n');
  assert.equal(frame('7').lines, '7\n');
});

test('drops and counts a frame that the end of the connection cuts', () => {
  const { lines, counts } = frame(counted('<14>one') + '20 <14>tw');
  assert.equal(lines, '<14>one\n<14>tw\x1e\n');
  assert.equal(counts.cut, 1);
});

test('skips and counts lines and frames over 64 KiB, and goes on after them', () => {
  const long = 'x'.repeat(maxLineBytes + 1);
  const asLines = frame(`one\n${long}\ntwo\n`, [50_000, 65_000, 65_536, 65_541]);
  assert.equal(asLines.lines, 'one\ntwo\n');
  assert.equal(asLines.counts.tooLong, 1);
  const asFrames = frame(counted('<1>a') + counted('<1>' + long) + counted('<1>b'), [50_000, 65_540]);
  assert.equal(asFrames.lines, '<1>a\n<1>b\n');
  assert.equal(asFrames.counts.tooLong, 1);
});

test('holds no memory for a frame that claims to be huge', () => {
  const { lines, counts } = frame(counted('<1>a') + '999999999 <1>' + 'x'.repeat(200_000), [70_000, 140_000]);
  assert.equal(lines, `<1>a\n<1>${'x'.repeat(253)}\x1e\n`);
  assert.deepEqual(counts, { messages: 1, tooLong: 0, badFrames: 1, cut: 0 });
});

test('counts what stands where a length belongs, and finds the next frame after a newline', () => {
  const { lines, counts } = frame(
    counted('<1>a') + 'nonsense\n' + counted('<1>b') + '9999999999 <1>c\n' + counted('<1>d'),
  );
  assert.deepEqual(lines.split('\n').toSorted(), ['', '\x1e', '\x1e', '<1>a', '<1>b', '<1>d']);
  assert.equal(counts.badFrames, 2);
});

const row = (port: number) => `<14>Nov 20 10:00:00 FW-1 DstPort=${port}; Type= TRAFFIC;`;
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => counted(row(from + i))).join('');
const portsOf = (lines: string) => [...lines.matchAll(/DstPort=(\d+).*TRAFFIC;$/gm)].map(([, port]) => Number(port));

test('a wrong octet count costs the messages that it is about, no more', () => {
  for (const [claimed, lost] of [
    [1, [5]],
    [20, [5]],
    [row(5).length - 1, [5]],
    [row(5).length + 1, [5, 6]],
    [row(5).length + 100, [5, 6, 7]],
    [99_999_999, [5]],
    [2_000_000, [5]],
  ] as const) {
    const { lines, counts } = frame(many(0, 5) + `${claimed} ${row(5)}` + many(6, 40), [100, 300, 500]);
    const missing = Array.from({ length: 40 }, (_, i) => i).filter((i) => !portsOf(lines).includes(i));
    assert.ok(
      missing.every((port) => (lost as readonly number[]).includes(port)),
      `${claimed}: ${missing.join()}`,
    );
    assert.equal(counts.badFrames, 1, String(claimed));
    assert.equal(lines.match(/^<14>Nov 20 10:00:00 FW-1.*\x1e$/gm)?.length, 1);
  }
});

test('counts of characters where octets are meant cost single messages', () => {
  const texts = Array.from({ length: 50 }, (_, i) => (i % 7 === 3 ? row(i).replace('FW-1', 'FW-1 é') : row(i)));
  const { lines, counts } = frame(texts.map((text) => `${text.length} ${text}`).join(''));
  assert.deepEqual(
    portsOf(lines),
    [...texts.keys()].filter((i) => i % 7 !== 3),
  );
  assert.equal(counts.badFrames, 7);
});

test('a frame that a stranger wrote into a value is not taken for one, also after a wrong count', () => {
  const forged = (length: number) => `<14>Nov 20 10:00:00 FW-1 User=x ${length} <14>VICTIM; DstPort=1; Type= TRAFFIC;`;
  for (const length of [5, 12, 33, 60_000]) {
    const wrong = `20 ${forged(length)}`;
    const { lines } = frame(many(0, 3) + wrong + many(3, 6));
    assert.doesNotMatch(lines, /^<14>VICTIM/m);
    assert.deepEqual(portsOf(lines), [0, 1, 2, 3, 4, 5]);
  }
});

test('ends a connection on which no message ends', () => {
  const endless = (first: string) => {
    const framer = new Framer(noCounts());
    framer.take(Buffer.from(first));
    for (let i = 0; i < 40; i++) framer.take(chunk);
  };
  const chunk = Buffer.alloc(8_388_608, 'x');
  assert.throws(() => endless('<14>one\n'), /too long/);
  assert.throws(() => endless(`${counted('<14>one')}x`), /too long/);
});

test('takes the same messages however the bytes are cut', () => {
  const messages = fc.array(
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => '<14>' + text.replaceAll(/[\n\r\0]/g, ' ')),
  );
  const cuts = fc.array(fc.nat(2_000), { maxLength: 20 });
  fc.assert(
    fc.property(messages, cuts, fc.boolean(), (texts, cutAt, isCounted) => {
      const wire = texts.map((text) => (isCounted ? counted(text) : text + '\n')).join('');
      const inside = cutAt.filter((cut) => cut < Buffer.byteLength(wire));
      assert.equal(frame(wire, inside).lines, texts.map((text) => text + '\n').join(''));
    }),
    { numRuns: 300 },
  );
});

test('takes the same from random bytes however they are cut', () => {
  const bytes = fc
    .array(fc.constantFrom('1', '3', ' ', '<', 'x', '\n', '\0'), { maxLength: 60 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(bytes, (text) => {
      const everywhere = Array.from({ length: text.length }, (_, i) => i);
      assert.deepEqual(frame(text, everywhere), frame(text));
    }),
    { numRuns: 1_000 },
  );
});
