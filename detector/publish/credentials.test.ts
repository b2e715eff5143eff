import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCredentialCheck } from './credentials.ts';

const isAuthorized = createCredentialCheck({ user: 'firewall', password: 'päss:word' });
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('lets the right user in, whose password may hold a colon and letters of any language', () => {
  assert.equal(isAuthorized(basic('firewall:päss:word')), true);
  assert.equal(isAuthorized(basic('firewall:päss:word').replace('Basic', 'basic')), true);
});

test('refuses anything else', () => {
  for (const header of [
    undefined,
    '',
    'Basic',
    'Basic !',
    'Bearer abc',
    basic('firewall:'),
    basic('firewall:päss:word '),
    basic('Firewall:päss:word'),
  ]) {
    assert.equal(isAuthorized(header), false, header);
  }
});
