import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filterFields, filtersOf, noFilters, readPort } from './recordsState.ts';

describe('the filters of the records page', () => {
  it('are nothing where the URL has nothing', () => {
    assert.deepEqual(filtersOf(noFilters), {});
  });

  it('are the texts of the URL, the port as a number', () => {
    assert.deepEqual(filtersOf({ ...noFilters, rule: `it's "odd"`, port: '443', address: '192.0.2.0/24' }), {
      rule: `it's "odd"`,
      port: 443,
      address: '192.0.2.0/24',
    });
  });

  it('leave out a port that is none', () => {
    for (const text of ['', '-1', '65536', '1e3', '0x50', '4 4', '123456']) {
      assert.equal(readPort(text), undefined, text);
    }
    assert.deepEqual(
      ['0', '65535'].map((text) => readPort(text)),
      [0, 65535],
    );
  });

  it('can all be cleared', () => {
    assert.deepEqual(Object.keys(noFilters), [...filterFields]);
  });
});
