import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readExhaustively } from '../../tests/support/exhaustiveReader.ts';
import { defaultFormat } from './defaultFormat.ts';
import { compileFormat } from './deviceFormat.ts';
import type { DeviceFormat, FormatField } from './deviceFormat.ts';
import { field } from './field.ts';
import type { FieldSlot } from './field.ts';
import { createFieldSpans, isAbsent, setBytes, textOf } from './fieldSpans.ts';
import { readKeyValue } from './keyValue.ts';
import { arePairs } from './possibleValue.ts';
import { printKeyValue, threatFields, trafficFields } from '../../tests/support/lineFixtures.ts';

/** What strangers write: whole rows of the format, cut anywhere, with right and wrong values. */
function hostileText(row: string): fc.Arbitrary<string> {
  const pairs = row.split('; ');
  const part = fc
    .tuple(fc.nat(pairs.length - 1), fc.nat(pairs.length))
    .map(([from, length]) => `; ${pairs.slice(from, from + length).join('; ')}`);
  const wrong = fc.constantFrom(
    'DstIP=nowhere',
    'DstPort=70000',
    'TimeReceived=soon',
    'Action=',
    'Action=a"b',
    'Foo=bar',
    'junk',
  );
  const piece = fc.oneof(
    part,
    part,
    fc.constantFrom('', 'x', ';', '; ', '= '),
    wrong.map((text) => `; ${text}`),
  );
  return fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
}

function readFast(message: string, format: DeviceFormat) {
  const bytes = Buffer.from(message + format.tail.toString('latin1'));
  const spans = createFieldSpans();
  setBytes(spans, bytes);
  const reason = readKeyValue(bytes, 0, bytes.length, format, spans);
  return { reason, valueOf: (slot: FieldSlot) => (isAbsent(spans, slot) ? undefined : textOf(spans, slot)) };
}

/** Without the further pairs behind it; behind a threat's number, which strangers may write into, only where there is nothing else. */
function ownText(value: string, { kind, slot }: FormatField, { isPairs }: DeviceFormat): string {
  const text = Buffer.from(value);
  const isNumberWithPairs =
    slot === field.threatId && value.includes('; ') && arePairs(text, value.indexOf('; '), text.length);
  if (isPairs && isNumberWithPairs) return value.split('; ')[0];
  return kind === 'fixed' ? (isPairs ? value.split('; ')[0] : value).trimStart() : value;
}

type Outcome = 'read' | 'none' | 'several';

function compare(message: string, format: DeviceFormat): Outcome {
  const reading = readExhaustively(message, format);
  const { reason, valueOf } = readFast(message, format);
  if (typeof reason === 'string' || typeof reading === 'string') {
    assert.equal(reason === 'ambiguous', reading === 'several', `${reason} for ${JSON.stringify(reading)}: ${message}`);
    assert.ok(reason !== undefined, message);
    return typeof reading === 'string' ? reading : 'none';
  }
  for (const { field: found, value } of reading) {
    if (found.slot !== undefined) assert.equal(valueOf(found.slot), ownText(value, found, format), message);
  }
  return 'read';
}

/** How often each outcome came, with at least so many lines that were read. */
function compareMany(format: DeviceFormat, lines: fc.Arbitrary<string>, numRuns: number): void {
  const seen = { read: 0, none: 0, several: 0 };
  const count = (line: string): void => {
    seen[compare(line, format)]++;
  };
  fc.assert(fc.property(lines, count), { numRuns });
  assert.ok(seen.read > numRuns / 8 && seen.several > 0, JSON.stringify(seen));
}

test('of a line with hostile texts nothing is guessed, and nothing refused that has one reading', () => {
  const hostile = hostileText(printKeyValue(threatFields).slice(0, -1));
  const lines = fc
    .tuple(fc.constantFrom(trafficFields, threatFields), hostile, hostile)
    .map(([fields, user, threatName]) =>
      printKeyValue({ ...fields, user, ...(fields.type === 'THREAT' && { threatName }) }).slice(0, -1),
    );
  compareMany(defaultFormat, lines, 4_000);
});

test('the same holds where labels are missing or doubled', () => {
  const hostile = hostileText(printKeyValue(threatFields).slice(0, -1));
  const lines = hostile.chain((user) => {
    const pairs = printKeyValue({ ...threatFields, user })
      .slice(0, -1)
      .split('; ');
    return fc
      .tuple(fc.subarray(pairs, { minLength: pairs.length - 2 }), fc.constantFrom('x', ...pairs), fc.nat(pairs.length))
      .map(([some, doubled, at]) => some.toSpliced(at, 0, doubled).join('; '));
  });
  compareMany(defaultFormat, lines, 2_000);
});

const ownFormats = [
  'U=$srcuser; IP=$src; To=$dst; P=$dport; Url=$misc; A=$action; Who=$unknown; R=$rule; T=$time_received; K=$type;',
  'from $src to $dst port $dport user $srcuser does $action by $rule at $time_received of $type.',
  'u="$srcuser" s="$src" d="$dst" p="$dport" x="$unknown" a="$action" t="$time_received" k="$type"',
];
const ownValues: Readonly<Record<string, string>> = {
  src: '5.6.7.8',
  dst: '203.0.113.5',
  dport: '443',
  action: 'deny',
  rule: 'r',
  time_received: '2026/11/20 10:00:00',
  type: 'THREAT',
};

for (const text of ownFormats) {
  test(`the same holds for a format of one’s own: ${text}`, () => {
    const format = compileFormat(text);
    assert.ok(typeof format !== 'string');
    const print = (strange: string[]) => {
      const left = [...strange];
      return text.replaceAll(
        /\$(\w+)/g,
        (_, name: string) => (name in ownValues ? ownValues[name] : left.shift()) ?? '',
      );
    };
    const row = print(['x', 'x', 'x']);
    const cuts = fc
      .tuple(fc.nat(row.length), fc.nat(row.length))
      .map(([one, other]) => row.slice(Math.min(one, other), Math.max(one, other)));
    const whole = format.fields.map(({ label }) => row.slice(Math.max(0, row.indexOf(label.toString()))));
    const hostile = fc
      .array(fc.oneof(cuts, fc.constantFrom(...whole, 'x', '"', '; ')), { maxLength: 3 })
      .map((parts) => parts.join(''));
    const lines = fc.array(hostile, { minLength: 3, maxLength: 3 }).map((strange) => {
      const line = print(strange);
      return line.slice(0, line.length - format.tail.length);
    });
    compareMany(format, lines, 2_000);
  });
}
