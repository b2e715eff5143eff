import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../tests/support/store.ts';
import { createLog } from '../log.ts';
import { listClients } from '../store/listPolls.ts';
import { ownAddresses } from './ownAddresses.ts';
import { createPollRecorder } from './pollRecorder.ts';

test('who fetches the list from any address of this server is this server, and nobody else', async (t) => {
  const database = await openTestDatabase(t);
  const recorder = createPollRecorder({ clients: [], hasPassword: false }, createLog('silent'));
  const own = ownAddresses();
  assert.ok(own.includes('127.0.0.1'));
  for (const client of [...own, '127.0.1.1', '192.0.2.1']) {
    recorder.record({ client, at: Date.now(), method: 'GET', status: 200, entries: 0, etag: '', userAgent: '' });
  }
  recorder.attach(database);
  await recorder.close();
  const clients = await listClients(database.pool);
  assert.deepEqual(
    clients.filter(({ isServer }) => !isServer).map(({ client }) => client),
    ['192.0.2.1'],
  );
  assert.ok(clients.length >= own.length);
});
