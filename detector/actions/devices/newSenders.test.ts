import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFolder } from '../../../tests/support/service.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { defaultSettings } from '../../model/settings.ts';
import { listDevices } from '../../store/devices.ts';
import type { Actor } from '../actor.ts';
import { addDevice } from './addDevice.ts';
import { registerNewSenders } from './newSenders.ts';

test('a sender that can never be a device takes no number, however often it is met', async (t) => {
  const database = await openTestDatabase(t);
  const { pool } = database;
  const listAccess = { clients: [], hasPassword: false };
  const actor: Actor = { database, name: 'detector', nowMs: Date.now(), listAccess, defaults: defaultSettings('UTC') };
  const nobody = { files: [], senders: [], timeZone: null, format: null };
  await addDevice(actor, { ...nobody, name: 'FW-1', hosts: ['other'] });
  await pool.query(
    `insert into unregistered (input, host, lines, first_at, last_at)
     values ('udp', 'fw-1', 1, now(), now()), ('udp', 'other', 1, now(), now()), ('udp', 'FW-2', 1, now(), now())`,
  );
  const folder = await makeFolder(t);
  assert.deepEqual(await registerNewSenders(actor, folder), ['FW-2']);
  for (let round = 0; round < 300; round++) assert.deepEqual(await registerNewSenders(actor, folder), []);
  await addDevice(actor, { ...nobody, name: 'FW-3', hosts: ['fw-3'] });
  await assert.rejects(addDevice(actor, { ...nobody, name: 'fw-3', hosts: ['fw-4'] }), { code: 'device-exists' });
  await addDevice(actor, { ...nobody, name: 'FW-4', hosts: ['fw-4'] });
  assert.deepEqual(
    (await listDevices(pool)).map(({ id }) => id),
    [1, 2, 3, 4],
  );
});
