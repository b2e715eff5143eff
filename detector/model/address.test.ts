import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareAddresses, formatAddress, isIpv4, parseAddress, readAddress } from './address.ts';

const word = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xffffffff), fc.integer({ min: 0, max: 0xffffffff }));
const words = fc.oneof(
  fc.tuple(word, word, word, word),
  fc.tuple(fc.constant(0), fc.constant(0), fc.constant(0xffff), word),
);
/** Texts that are an address, nearly one, or made of its characters. */
const addressLike = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...'0 1 2 5 9 a b F : . % /'.split(' ')), maxLength: 20 }),
  fc.array(fc.constantFrom('0', '00', '1', '25', '256', 'ffff', '10000', 'g', ''), { maxLength: 9 }).map(joinColons),
  fc.array(fc.constantFrom('0', '00', '1', '25', '256', ''), { maxLength: 5 }).map((parts) => parts.join('.')),
  fc
    .tuple(fc.constantFrom('::', '::ffff:', '1:2:3:4:5:6:', '1:2:3:4:5:6:7:', '1::', ':'), fc.ipV4())
    .map((t) => t.join('')),
);
/** An address with one character put in, taken out or changed. */
const mutated = fc
  .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(), fc.nat(1), fc.constantFrom(...':.0f9g/%'.split(''), '', 'ı', '１'))
  .map(([text, place, taken, put]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + taken);
  });

function joinColons(parts: string[]): string {
  return parts.join(':');
}

/** The WHATWG URL parser writes IPv6 hosts as RFC 5952 asks. */
function urlText(text: string): string {
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

function parsed(text: string): Uint32Array {
  const address = parseAddress(text);
  assert.ok(address, text);
  return address;
}

describe('parseAddress', () => {
  it('takes exactly what node:net takes, without zone ids', () => {
    fc.assert(
      fc.property(fc.oneof(addressLike, mutated), (text) => {
        const expected = isIPv4(text) || (isIPv6(text) && !text.includes('%'));
        assert.equal(parseAddress(text) !== undefined, expected, text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('refuses leading zeros, zone ids, ports, brackets, spaces and other number systems', () => {
    const refused = [
      '',
      '00.0.0.0',
      '1.2.3.04',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.256',
      '1.2.3.4:80',
      '0x7f.0.0.1',
      ' 1.2.3.4',
    ];
    refused.push(
      'fe80::1%eth0',
      '[::1]',
      '::1::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '::1.2.3',
      '12345::',
      '١.١.١.١',
      // Their low bytes are ASCII digits and letters.
      'ı.1.1.1',
      '١::',
    );
    for (const text of refused) assert.equal(parseAddress(text), undefined, text);
  });

  it('reads an IPv4-mapped address as the IPv4 address', () => {
    assert.deepEqual(parsed('::ffff:203.0.113.9'), parsed('203.0.113.9'));
    assert.deepEqual(parsed('::ffff:cb00:7109'), parsed('203.0.113.9'));
    assert.equal(isIpv4(parsed('::ffff:203.0.113.9')), true);
    assert.equal(isIpv4(parsed('::203.0.113.9')), false);
  });
});

describe('readAddress', () => {
  it('reads between its bounds, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.constantFrom('1', ':', '.', 'f', ';', ' '), (text, around) => {
        const bytes = Buffer.from(around + text + around);
        const into = new Uint32Array(8);
        assert.equal(readAddress(bytes, 1, bytes.length - 1, into, 4), true);
        assert.deepEqual(into.subarray(4), parsed(text));
        assert.deepEqual([...into.subarray(0, 4)], [0, 0, 0, 0]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('formatAddress', () => {
  it('gives a text that reads back as the same address', () => {
    fc.assert(
      fc.property(words, (address) => {
        assert.deepEqual([...parsed(formatAddress(address))], address);
      }),
      { numRuns: 5_000 },
    );
  });

  it('writes IPv6 as the URL parser does, by RFC 5952', () => {
    fc.assert(
      fc.property(words, (address) => {
        if (isIpv4(address)) return;
        const text = formatAddress(address);
        assert.equal(text, urlText(text));
      }),
      { numRuns: 5_000 },
    );
    for (const text of ['::', '::1', '1::', '2001:db8:0:1:1:1:1:1', '2001:db8::1:0:0:1', '2001:0:0:1::1']) {
      assert.equal(formatAddress(parsed(text)), text);
    }
  });
});

describe('compareAddresses', () => {
  it('puts IPv4 first and orders by number', () => {
    const ordered = ['0.0.0.0', '9.0.0.0', '10.0.0.0', '255.255.255.255', '::', '::fffe:0:0', '2001:db8::', 'ffff::'];
    const shuffled = ordered.toReversed().map(parsed);
    assert.deepEqual(
      shuffled.sort((one, other) => compareAddresses(one, other)).map((address) => formatAddress(address)),
      ordered,
    );
  });
});
