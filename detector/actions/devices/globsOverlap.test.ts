import assert from 'node:assert/strict';
import { matchesGlob, normalize } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globsOverlap } from './globsOverlap.ts';

test('finds globs that can name the same file', () => {
  const pairs = [
    ['/log/*.log', '/log/fw-1*.log', true],
    ['/log/a*', '/log/*b', true],
    ['/log/fw-?.log', '/log/fw-[12].log', true],
    ['/log/**/*.log', '/log/site/fw.log', true],
    ['/log/{a,b}.log', '/log/b*', true],
    ['/log/*', '/log/site/*', false],
    ['/log/a*.log', '/log/b*.log', false],
    ['/log/{a,b}.log', '/log/c*', false],
    ['/log/*.log', '/log/*.txt', false],
    ['/one/*.log', '/two/*.log', false],
  ] as const;
  for (const [one, other, overlap] of pairs) {
    assert.equal(globsOverlap(one, other), overlap, `${one} and ${other}`);
    assert.equal(globsOverlap(other, one), overlap, `${other} and ${one}`);
  }
});

test('misses no path that both globs match', () => {
  const part = fc.constantFrom('a', 'b', '/', '*', '?', '**', '[ab]', '{a,b}', '{a,/}', 'f');
  const glob = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('')}`);
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', '/'), { maxLength: 6 })
    .map((parts) => normalize(`/${parts.join('')}f`));
  fc.assert(
    fc.property(glob, glob, path, (one, other, text) => {
      if (matchesGlob(text, one) && matchesGlob(text, other))
        assert.ok(globsOverlap(one, other), `${one} ${other} ${text}`);
    }),
    { numRuns: 20_000 },
  );
});

test('many stars and braces take no long time', () => {
  const long = `/${'*a'.repeat(200)}`;
  const startedAt = performance.now();
  globsOverlap(long, `/${'?*b'.repeat(200)}`);
  globsOverlap('{a,b}'.repeat(30), '{b,c}'.repeat(30));
  assert.ok(performance.now() - startedAt < 5_000);
});
