import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { addIntakeCounts } from '../../../detector/store/counts/intakeCounts.ts';
import { deviceStates, listUnregistered } from '../../../detector/store/devices.ts';
import { logLine, scanLines } from '../../support/lines.ts';
import { register } from '../../support/service.ts';
import { waitUntil } from '../../support/waitUntil.ts';
import { startDetector } from './startDetector.ts';

/** What a stranger may write into a line that can't be read. */
export const hostileSample = '<img src=x onerror="document.title=1"> <script>document.title=2</script> \u202e; SrcIP=';
/** The name that a sender gives itself whom nobody registered. */
export const strayHost = 'fw-9<b>x</b>';

/** A detector with a firewall that sends, one whose clock is ahead, one that is silent, and a sender that nobody registered. */
export async function openDevicesScene(t: TestContext): Promise<Awaited<ReturnType<typeof startDetector>>> {
  const detector = await startDetector(t);
  const { dataDir, session, work } = detector;
  const { pool } = session.database;
  const now = Date.now();
  const cut = logLine({ at: now, source: '45.142.193.118', host: 'fw-1' }).slice(0, -30);
  const lines = [...scanLines('45.142.193.118', 8, now - 60_000), `fw-1 ${hostileSample.repeat(6)}`, cut, cut];
  const files = { one: join(dataDir, 'fw-1.log'), ahead: join(dataDir, 'fw-3.log') };
  await writeFile(files.one, `${lines.join('\n')}\n`);
  await writeFile(
    files.ahead,
    `${logLine({ at: now + 7_200_000, source: '45.142.193.119', host: 'fw-3', target: '198.18.4.9' })}\n`,
  );
  await register(detector, 'fw-1', [files.one]);
  await register(detector, 'fw-2');
  await register(detector, 'fw-3', [files.ahead]);
  const socket = connect(work.receivers.ports.syslog ?? 0, '127.0.0.1');
  socket.end(`${logLine({ at: now, source: '45.142.193.120', host: strayHost })}\n`);
  await once(socket, 'close');
  await addIntakeCounts(
    pool,
    { devices: [], unreadable: [], unregistered: [], losses: { 'udp-dropped': 41, 'list-client-forgotten': 3 } },
    now,
  );
  await waitUntil('every line was read', async () => {
    const states = await deviceStates(pool);
    return states.length === 2 && (await listUnregistered(pool)).length === 1;
  });
  return detector;
}
