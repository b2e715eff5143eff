import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { messageOf } from './errors.ts';

function messageFrom(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return messageOf(error);
  }
  return 'nothing was thrown';
}

test('says in words what the operating system refused', () => {
  assert.equal(
    messageFrom(() => readFileSync('/nowhere/at/all')),
    'there is no such file or folder',
  );
  assert.equal(
    messageFrom(() => readFileSync('/')),
    'it is a folder',
  );
  assert.equal(
    messageFrom(() => readFileSync('/dev/null/x')),
    'a part of its path is no folder',
  );
});

test('names host and port of a connection that failed, once for each address that was tried', async () => {
  const socket = connect(1, '127.0.0.1');
  const [error] = (await once(socket, 'error').catch((thrown: unknown) => [thrown])) as [unknown];
  assert.equal(messageOf(error), 'connection refused (127.0.0.1 port 1)');
  const both = messageOf(new AggregateError([error, error]));
  assert.equal(both, 'connection refused (127.0.0.1 port 1); connection refused (127.0.0.1 port 1)');
});

test('leaves every other message as it is, also of errors with numbers of their own', () => {
  assert.equal(
    messageFrom(() => gunzipSync(Buffer.from('no gzip'))),
    'incorrect header check',
  );
  assert.equal(messageOf(new Error('plain')), 'plain');
  assert.equal(messageOf('text'), 'text');
});
