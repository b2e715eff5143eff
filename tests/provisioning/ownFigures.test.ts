import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { it } from 'node:test';
import { openReader } from '../../detector/serve/openReader.ts';
import { recordVitals } from '../../detector/serve/recordVitals.ts';
import { createMaxSince } from '../../detector/serve/maxSince.ts';
import { createLog } from '../../detector/log.ts';
import { scanLines } from '../support/lines.ts';
import { makeFolder, register, startService } from '../support/service.ts';
import { openTestDatabase } from '../support/store.ts';
import { waitUntil } from '../support/waitUntil.ts';

it('a working detector tells of itself, and of delays once there are any', async (t) => {
  const service = await startService(t);
  const { pool } = service.session.database;
  await register(service, 'fw-1');
  const socket = connect(service.work.receivers.ports.syslog ?? 0, '127.0.0.1');
  socket.end(`${scanLines('185.91.127.81', 11, Date.now() - 20_000).join('\n')}\n`);
  await waitUntil('the scanner is listed', async () => (await service.list()).length > 0);
  const newest = async () =>
    (
      await pool.query<Record<string, number | boolean | null>>(
        'select * from vital order by minute desc, at desc limit 1',
      )
    ).rows.at(0);
  await waitUntil('delays are told', async () => typeof (await newest())?.['published_ms'] === 'number');
  const {
    is_working: isWorking,
    stored_ms: storedMs,
    list_entries: entries,
    lines,
    memory_bytes: memory,
    disk_free_bytes: free,
  } = (await newest()) ?? {};
  assert.deepEqual({ isWorking, entries, lines }, { isWorking: true, entries: 1, lines: 11 });
  assert.ok(Number(storedMs) >= 0 && Number(memory) > 1e7 && Number(free) > 0);
});

it('what stands in a log file and is not stored is told as a backlog', async (t) => {
  const database = await openTestDatabase(t);
  const dataDir = await makeFolder(t);
  await database.pool.query(
    `insert into file_position (identity, path, position, tail) values ('1', $1, 5, ''), ('2', '/nowhere.log', 5, '')`,
    [import.meta.filename],
  );
  const end = recordVitals({
    database,
    dataDir,
    list: {
      port: 1,
      holder: { current: () => undefined } as never,
      certificate: { expiresAt: 0 } as never,
      tlsFailures: () => [],
    },
    work: () => ({ waiting: () => 3, detection: { stats: () => ({ cases: {} }) } as never }),
    slowest: { stored: createMaxSince(), published: createMaxSince() },
    log: createLog('silent'),
  });
  t.after(end);
  await waitUntil('a row is there', async () => (await database.pool.query('select from vital')).rowCount === 1);
  const { rows } = await database.pool.query<{ backlog_bytes: number; records_waiting: number; stored_ms: null }>(
    'select backlog_bytes, records_waiting, stored_ms from vital',
  );
  assert.deepEqual(
    { ...rows[0], backlog_bytes: rows[0].backlog_bytes > 1_000 },
    { backlog_bytes: true, records_waiting: 3, stored_ms: null },
  );
});

it('a password file that holds none is refused with a sentence', async (t) => {
  const database = await openTestDatabase(t);
  const reader = { password: null, passwordFile: import.meta.filename };
  await assert.rejects(openReader({ reader }, database), {
    code: 'reader-password-wrong',
    message: /holds no password/,
  });
  const missing = { password: null, passwordFile: '/nowhere/password' };
  await assert.rejects(openReader({ reader: missing }, database), {
    code: 'reader-password-wrong',
    message: /is not there/,
  });
});

it('the worst is kept until it is taken', () => {
  const slowest = createMaxSince();
  assert.equal(slowest.take(), null);
  slowest.note(5);
  slowest.note(2);
  assert.equal(slowest.take(), 5);
  assert.equal(slowest.take(), null);
});
