import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatAddress } from './address.ts';
import { cidrOf, compareCidrs, containsCidr, formatCidr, halvesOf, lastWords, parseCidr } from './cidr.ts';

describe('parseCidr', () => {
  it('counts prefixes in the 128-bit address', () => {
    assert.equal(cidrOf('203.0.113.0/24').prefix, 120);
    assert.equal(cidrOf('203.0.113.7').prefix, 128);
    assert.equal(cidrOf('2001:db8::/32').prefix, 32);
    assert.equal(cidrOf('::ffff:203.0.113.0/120').prefix, 120);
    assert.equal(cidrOf(' 0.0.0.0/0 ').prefix, 96);
  });

  it('says what is wrong and how to mend it', () => {
    const faults: readonly (readonly [text: string, fault: RegExp])[] = [
      ['example.org', /not an address or a range: write it like 198\.51\.100\.7/],
      ['203.0.113.0/24/25', /not an address or a range/],
      ['203.0.113.1-203.0.113.9', /not an address or a range/],
      ['203.0.113.0/33', /whole number from 0 to 32: write it like 203\.0\.113\.0\/32/],
      ['203.0.113.0/', /whole number from 0 to 32/],
      ['203.0.113.0/024', /whole number from 0 to 32/],
      ['203.0.113.0/-1', /whole number from 0 to 32/],
      ['2001:db8::/129', /whole number from 0 to 128: write it like 2001:db8::\/128/],
      ['203.0.113.7/24', /write 203\.0\.113\.0\/24 for the range, or 203\.0\.113\.7 for the one address/],
      ['2001:db8::1/32', /write 2001:db8::\/32 for the range, or 2001:db8::1 for the one address/],
      ['::/80', /half in IPv4/],
      ['::1/80', /half in IPv4/],
    ];
    for (const [text, fault] of faults) {
      const result = parseCidr(text);
      assert.ok(typeof result === 'string', text);
      assert.match(result, fault);
      assert.ok(result.startsWith(JSON.stringify(text)), result);
    }
  });

  it('reads back what formatCidr writes', () => {
    const texts = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
    );
    fc.assert(
      fc.property(texts, ([address, length]) => {
        const given = parseCidr(`${address}/${length}`);
        const mended = typeof given === 'string' ? /write (\S+) for the range/.exec(given)?.at(1) : formatCidr(given);
        if (mended === undefined) assert.match(JSON.stringify(given), /half in IPv4/);
        else assert.equal(formatCidr(cidrOf(mended)), mended);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('formatCidr', () => {
  it('writes a single address without its prefix', () => {
    assert.equal(formatCidr(cidrOf('203.0.113.7/32')), '203.0.113.7');
    assert.equal(formatCidr(cidrOf('2001:DB8:0::1/128')), '2001:db8::1');
    assert.equal(formatCidr(cidrOf('::ffff:203.0.113.0/120')), '203.0.113.0/24');
    assert.equal(formatCidr(cidrOf('0.0.0.0/0')), '0.0.0.0/0');
  });
});

describe('containsCidr', () => {
  it('holds for a range, what lies in it and itself, within one family', () => {
    const contains = (outer: string, inner: string): boolean => containsCidr(cidrOf(outer), cidrOf(inner));
    assert.equal(contains('203.0.113.0/24', '203.0.113.0/24'), true);
    assert.equal(contains('203.0.113.0/24', '203.0.113.255'), true);
    assert.equal(contains('203.0.113.0/24', '203.0.114.0'), false);
    assert.equal(contains('203.0.113.0/24', '203.0.112.0/23'), false);
    assert.equal(contains('::/0', '2001:db8::/32'), true);
    assert.equal(contains('::/0', '203.0.113.0/24'), false);
  });
});

describe('parts of a range', () => {
  it('knows its last address', () => {
    assert.equal(formatAddress(lastWords(cidrOf('203.0.112.0/23'))), '203.0.113.255');
    assert.equal(formatAddress(lastWords(cidrOf('2001:db8::/33'))), '2001:db8:7fff:ffff:ffff:ffff:ffff:ffff');
  });

  it('halves at any prefix', () => {
    for (let prefix = 0; prefix < 128; prefix++) {
      const whole = { words: new Uint32Array(4), prefix };
      const [lower, upper] = halvesOf(whole);
      assert.deepEqual(lower.words, whole.words);
      assert.deepEqual(lastWords(upper), lastWords(whole));
      assert.equal(compareCidrs(lower, upper) < 0 || prefix === 80, true);
    }
  });
});
