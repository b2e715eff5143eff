import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressFault, rangeFault } from './rangeFault.ts';

describe('a range', () => {
  it('is an address of either family, with or without a prefix that it may have', () => {
    for (const text of [
      '198.51.100.7',
      '0.0.0.0/0',
      '203.0.113.0/24',
      '2001:db8::/32',
      '::1',
      '::ffff:192.0.2.1/128',
    ]) {
      assert.equal(rangeFault(text), undefined, text);
    }
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'fw-1',
      '256.0.0.1',
      '1.2.3',
      '01.2.3.4',
      '1.2.3.4/33',
      '1.2.3.4/',
      '1.2.3.4/024',
      '::/129',
    ]) {
      assert.notEqual(rangeFault(text), undefined, text);
    }
    for (const text of ['1.2.3.4/8/8', ':::', 'a:b', '1.2.3.4/-1', '[::1]', '::1]/@x']) {
      assert.notEqual(rangeFault(text), undefined, text);
    }
  });

  it('is no single address', () => {
    assert.equal(addressFault('192.0.2.1'), undefined);
    assert.notEqual(addressFault('192.0.2.0/24'), undefined);
  });
});
