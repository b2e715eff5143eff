import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unpackSnappy } from './unpackSnappy.ts';

const maxBytes = 1_000_000;

/** A piece of packed data as the format describes it, with what it stands for. */
type Piece = { readonly text: string } | { readonly offset: number; readonly length: number };

function literal(text: Buffer): Buffer {
  const length = text.length - 1;
  if (length < 60) return Buffer.concat([Buffer.from([length << 2]), text]);
  if (length < 256) return Buffer.concat([Buffer.from([60 << 2, length]), text]);
  return Buffer.concat([Buffer.from([61 << 2, length & 0xff, length >> 8]), text]);
}

function copy(offset: number, length: number): Buffer {
  if (length >= 4 && length <= 11 && offset < 2_048) {
    return Buffer.from([1 | ((length - 4) << 2) | ((offset >> 8) << 5), offset & 0xff]);
  }
  if (offset % 2 === 0) return Buffer.from([2 | ((length - 1) << 2), offset & 0xff, offset >> 8]);
  return Buffer.from([3 | ((length - 1) << 2), offset & 0xff, offset >> 8, 0, 0]);
}

function lengthPrefix(length: number): Buffer {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) + 128 : rest);
    if (rest < 128) return Buffer.from(bytes);
  }
}

function build(pieces: readonly Piece[]): { packed: Buffer; plain: string } {
  const packed: Buffer[] = [];
  let plain = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      packed.push(literal(Buffer.from(piece.text, 'latin1')));
      plain += piece.text;
    } else if (plain !== '') {
      const offset = 1 + (piece.offset % Math.min(plain.length, 60_000));
      packed.push(copy(offset, piece.length));
      for (let i = 0; i < piece.length; i++) plain += plain[plain.length - offset];
    }
  }
  return { packed: Buffer.concat([lengthPrefix(plain.length), ...packed]), plain };
}

const piece = fc.oneof(
  fc.record({ text: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 700 }) }),
  fc.record({ offset: fc.nat(), length: fc.integer({ min: 1, max: 64 }) }),
);

test('unpacks every mix of literals and copies, those that reach into themselves, too', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { packed, plain } = build(pieces);
      assert.equal(Buffer.from(unpackSnappy(packed, maxBytes)).toString('latin1'), plain);
    }),
  );
});

test('gives a reason for whatever is damaged, and throws nothing else', () => {
  const { packed } = build([{ text: 'firewall'.repeat(40) }, { offset: 7, length: 60 }]);
  fc.assert(
    fc.property(fc.nat(packed.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(packed.length), (at, byte, end) => {
      const damaged = Buffer.from(packed);
      damaged[at] = byte;
      for (const bytes of [damaged, damaged.subarray(0, end)]) {
        try {
          assert.ok(unpackSnappy(bytes, maxBytes).length <= maxBytes);
        } catch (error) {
          assert.match((error as { code: string }).code, /^push-(?:wrong|too-large)$/);
        }
      }
    }),
  );
});

test('takes no memory for a length that the data can not have', () => {
  const many = Buffer.alloc(100, 0xfe);
  assert.throws(() => unpackSnappy(Buffer.concat([lengthPrefix(900_000), many]), maxBytes), { code: 'push-wrong' });
  assert.throws(() => unpackSnappy(Buffer.concat([lengthPrefix(2 ** 31), many]), maxBytes), { code: 'push-too-large' });
  assert.throws(() => unpackSnappy(Buffer.alloc(6, 0xff), maxBytes), { code: 'push-wrong' });
  assert.throws(() => unpackSnappy(Buffer.alloc(0), maxBytes), { code: 'push-wrong' });
});
