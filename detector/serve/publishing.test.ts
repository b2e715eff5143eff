import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFolder } from '../../tests/support/service.ts';
import { openTestDatabase } from '../../tests/support/store.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import { defaultSettings } from '../model/settings.ts';
import { openListHolder } from '../publish/listHolder.ts';
import { loadInstallationId } from '../store/installation.ts';
import { createPublishing } from './publishing.ts';

test('what changed is on the list after a minute though no notice came of it', async (t) => {
  const database = await openTestDatabase(t);
  const log = createLog('silent');
  const holder = await openListHolder({ folder: await makeFolder(t), now: Date.now, log });
  const databaseId = await loadInstallationId(database.pool);
  const listAccess = { clients: [], hasPassword: false };
  t.mock.timers.enable({ apis: ['setInterval'] });
  const options = {
    database,
    databaseId,
    holder,
    listAccess,
    defaults: defaultSettings('UTC'),
    now: Date.now,
    retryMs: 50,
    log,
  };
  const publishing = createPublishing(options);
  await database.pool.query(
    `insert into block (address, origin, detected_at, last_seen_at, created_by)
     values ('45.142.193.118', 'manual', now(), now(), 'test')`,
  );
  assert.equal(holder.current(), undefined);
  t.mock.timers.tick(60_000);
  await waitUntil('it is listed', () => holder.current()?.version.entries.length === 1);
  await publishing.close();
});
