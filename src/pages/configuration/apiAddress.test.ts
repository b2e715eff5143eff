import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readApiAddress } from './apiAddress.ts';

describe('the address of the API', () => {
  it('is mended where it is plain what was meant', () => {
    const url = 'http://detector.example.com:8484';
    for (const text of [
      ...[url, `${url}/`, `  ${url}// `, 'detector.example.com:8484', `${url}/api/v1`, `${url}/api/v1/`, `${url}/api`],
      'HTTP://Detector.example.com:8484',
    ]) {
      assert.deepEqual(readApiAddress(text), { url }, text);
    }
    assert.deepEqual(readApiAddress('localhost:8484'), { url: 'http://localhost:8484' });
    assert.deepEqual(readApiAddress('https://x.example/defense/'), { url: 'https://x.example/defense' });
    assert.deepEqual(readApiAddress('[::1]:8484'), { url: 'http://[::1]:8484' });
  });

  it('is refused with what to mend where it is not', () => {
    for (const text of ['', '  ', 'http://', 'ftp://x', 'http://a b', 'http://u:p@x', 'http://x/?a=1', 'http://x#y']) {
      assert.ok('fault' in readApiAddress(text), text);
    }
  });
});
