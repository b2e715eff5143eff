import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnmodifiedSince, lastModified, matchedEtag } from './conditions.ts';

const etags = ['"a-gzip"', '"a"'] as const;
const madeAtMs = Date.UTC(2026, 10, 20, 10, 0, 0, 700);

test('finds a tag in a list of them, by weak comparison', () => {
  assert.equal(matchedEtag('"x", W/"a"', etags), '"a"');
  assert.equal(matchedEtag('"a-gzip"', etags), '"a-gzip"');
  assert.equal(matchedEtag('"x","a,b"', etags), undefined);
  assert.equal(matchedEtag('a', etags), undefined);
  assert.equal(matchedEtag('', etags), undefined);
});

test('takes * for whatever there is', () => {
  assert.equal(matchedEtag(' * ', etags), '"a-gzip"');
});

test('compares If-Modified-Since in whole seconds', () => {
  assert.equal(isUnmodifiedSince('Fri, 20 Nov 2026 10:00:00 GMT', madeAtMs), true);
  assert.equal(isUnmodifiedSince('Fri, 20 Nov 2026 11:00:00 GMT', madeAtMs), true);
  assert.equal(isUnmodifiedSince('Fri, 20 Nov 2026 09:59:59 GMT', madeAtMs), false);
});

test('ignores a date that is none', () => {
  for (const date of ['', '9', 'tomorrow', '2026-11-20T10:00:00Z', 'Mon, 20 Nov 2026 10:00:00 GMT']) {
    assert.equal(isUnmodifiedSince(date, madeAtMs), false, date);
  }
});

test('who got the list in the second in which it changed again is not told that it is unmodified', () => {
  const given = lastModified(madeAtMs, madeAtMs + 100);
  const changedAtMs = madeAtMs + 200;
  assert.equal(isUnmodifiedSince(given, changedAtMs), false);
});

test('dates a list by when it was made once that second is over', () => {
  assert.equal(lastModified(madeAtMs, madeAtMs + 1_000), 'Fri, 20 Nov 2026 10:00:00 GMT');
});
