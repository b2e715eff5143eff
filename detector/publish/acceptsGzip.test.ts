import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from './acceptsGzip.ts';

const expectations: readonly (readonly [header: string | undefined, gzip: boolean])[] = [
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['GZIP', true],
  ['x-gzip', true],
  ['deflate, gzip;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip;q=0.000, *', false],
  ['*', true],
  ['*;q=0', false],
  ['identity;q=0.5, gzip;q=0.4', false],
  ['identity;q=0.5, gzip ; q=0.6', true],
  ['gzip;q=1.000', true],
  ['gzip;q=7', false],
  ['gzip;q=', false],
  ['br', false],
];

for (const [header, gzip] of expectations) {
  test(`${gzip ? 'compresses' : 'does not compress'} for Accept-Encoding ${header ?? '(absent)'}`, () => {
    assert.equal(acceptsGzip(header), gzip);
  });
}
