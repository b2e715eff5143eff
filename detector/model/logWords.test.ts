import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  canonicalWord,
  deniedActions,
  fieldsOfWord,
  hasPorts,
  isDenied,
  isKnownWord,
  spellingsOf,
} from './logWords.ts';
import { wordFields } from './logWords.ts';

test('a word is understood in each spelling that a version or a log service uses', () => {
  for (const text of ['server to client', 'Server-To-Client', 'SERVER_TO_CLIENT', '1', 's2c']) {
    assert.equal(canonicalWord('direction', text), 'server-to-client', text);
  }
  assert.equal(canonicalWord('direction', '0'), 'client-to-server');
  assert.equal(canonicalWord('action', 'reset both'), 'reset-both');
  assert.equal(canonicalWord('action', 'Drop ICMP'), 'drop-icmp');
  assert.equal(canonicalWord('severity', 'Critical'), 'critical');
  assert.equal(canonicalWord('severity', '5'), 'critical');
  assert.equal(canonicalWord('subtype', 'Vulnerability'), 'vulnerability');
  assert.equal(canonicalWord('protocol', 'ICMPv6'), 'ipv6-icmp');
  assert.equal(canonicalWord('protocol', '17'), 'udp');
});

test('a spelling means one word of its field', () => {
  for (const field of wordFields) {
    for (const text of spellingsOf(field)) assert.equal(isKnownWord(field, text), true, text);
    for (const text of spellingsOf(field))
      assert.equal(canonicalWord(field, canonicalWord(field, text)), canonicalWord(field, text));
  }
});

test('a word that is not known is kept, and is no denial', () => {
  assert.equal(canonicalWord('action', 'Allowed'), 'allowed');
  assert.equal(isKnownWord('action', 'Allowed'), false);
  assert.equal(isDenied('Allowed'), false);
  assert.deepEqual(fieldsOfWord('Allowed'), []);
});

test('denied is each known action but allow', () => {
  assert.equal(isDenied('allow'), false);
  assert.equal(isDenied(''), false);
  for (const action of ['deny', 'drop', 'reset both', 'RESET-SERVER', 'drop_icmp'])
    assert.equal(isDenied(action), true, action);
});

test('only protocols that have ports have them', () => {
  for (const protocol of ['', 'tcp', 'UDP', '6', 'sctp', '132', 'dccp', 'udp-lite'])
    assert.equal(hasPorts(protocol), true, protocol);
  for (const protocol of ['icmp', 'esp', 'AH', 'gre', '50', '255', 'ipv6-icmp', 'igmp', 'not-known']) {
    assert.equal(hasPorts(protocol), false, protocol);
  }
});

test('the database means the same by denied', () => {
  const migration = readFileSync(
    new URL('../store/migrations/0012-words-zones-and-other-types.sql', import.meta.url),
    'utf8',
  );
  const words = /any \(array\[([^\]]*)\]\)/.exec(migration)?.[1] ?? '';
  assert.deepEqual(
    Array.from(words.matchAll(/'([^']*)'/g), ([, word]) => word),
    deniedActions,
  );
});
