import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../../detector/serve/serve.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { giveNotice } from '../../detector/store/notices.ts';
import { listClients } from '../../detector/store/listPolls.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, fetchList, makeFolder } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const log = createLog('silent');

test('who is given a guarded list is off it at once, who is only refused is not, and a wrong login later changes nothing', async (t) => {
  const dataDir = await makeFolder(t);
  const open = configurationFor(await createTestDatabase(t), dataDir);
  const login = { user: 'firewall', password: 'a password' };
  const configuration = { ...open, list: { ...open.list, login } };
  const session = await openSession(configuration, log);
  const { pool } = session.database;
  const printed: string[] = [];
  const stop = new AbortController();
  const served = serve({
    ...{ configuration, log, now: Date.now, print: (line: string) => printed.push(line), stop: stop.signal },
  });
  t.after(async () => {
    stop.abort();
    await served;
    await session.close();
  });
  await pool.query(
    `insert into block (address, origin, detected_at, last_seen_at, created_by)
     select address, 'manual', now(), now(), 'test' from unnest('{127.0.0.1,45.142.193.118}'::inet[]) as a (address)`,
  );
  await giveNotice(pool, 'blacklist');
  const listOnDisk = async () =>
    (await readFile(join(dataDir, 'last-good-list.txt'), 'utf8').catch(() => '')).split('\n').slice(2, -1);
  await waitUntil('the list has both', async () => (await listOnDisk()).length === 2);
  const port = Number(/localhost:(\d+)/.exec(printed.join('\n'))?.[1]);
  const fetchAs = async (password: string) =>
    (await fetchList(port, { authorization: `Basic ${Buffer.from(`firewall:${password}`).toString('base64')}` }))
      .status;
  const polls = async () => (await listClients(pool)).at(0)?.polls;
  assert.equal(await fetchAs('wrong'), 401);
  await waitUntil('the refusal is recorded', async () => (await polls()) === 1);
  assert.equal((await listOnDisk()).length, 2);
  assert.equal(await fetchAs(login.password), 200);
  await waitUntil('the client is off the list', async () => (await listOnDisk()).length === 1);
  assert.deepEqual(await listOnDisk(), ['45.142.193.118']);
  assert.equal(await fetchAs('wrong'), 401);
  await waitUntil('the refusal is recorded', async () => (await polls()) === 3);
  await pool.query(`update block set released_at = now() where address = '45.142.193.118'`);
  await giveNotice(pool, 'blacklist');
  await waitUntil('the list is made anew without the client', async () => (await listOnDisk()).length === 0);
});
