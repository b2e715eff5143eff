import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { defaultSettings } from '../../model/settings.ts';
import type { NewDevice } from '../../store/devices.ts';
import { listDevices } from '../../store/devices.ts';
import type { Actor } from '../actor.ts';
import { addDevice } from '../devices/addDevice.ts';
import { exportConfiguration } from './configurationDocument.ts';
import { importConfiguration } from './importConfiguration.ts';

const device = (name: string, host: string): NewDevice => ({
  ...{ name, hosts: [host], files: [], senders: [], timeZone: null, format: null },
});

test('what a dry run accepts is done: two devices may swap their host names', async (t) => {
  const database = await openTestDatabase(t);
  const listAccess = { clients: [], hasPassword: false };
  const actor: Actor = { database, name: 'ann', nowMs: Date.now(), listAccess, defaults: defaultSettings('UTC') };
  await addDevice(actor, device('FW-1', 'one'));
  await addDevice(actor, device('FW-2', 'two'));
  const document = await exportConfiguration(actor);
  const swapped = { ...document, devices: [device('FW-1', 'two'), device('FW-2', 'one')] };

  const dry = await importConfiguration(actor, swapped, true);
  assert.deepEqual(dry, { changes: ['The device FW-1 is changed.', 'The device FW-2 is changed.'], faults: [] });
  assert.deepEqual(await importConfiguration(actor, swapped, false), dry);
  assert.deepEqual(
    (await listDevices(database.pool)).map(({ name, hosts }) => [name, ...hosts]),
    [
      ['FW-1', 'two'],
      ['FW-2', 'one'],
    ],
  );
});
