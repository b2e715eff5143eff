import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, open, readFile, readlink, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MendableError, messageOf } from '../errors.ts';
import { serverEnvironment } from './embeddedAccount.ts';
import type { Binaries } from './embeddedBinaries.ts';
import { clusterOf } from './embeddedCluster.ts';
import type { Place } from './embeddedPlace.ts';
import { minuteMs } from '../time/units.ts';

const maxLogBytes = 16 * 2 ** 20;
const pollMs = 50;
const logFileOf = ({ folder }: Place): string => join(folder, 'postgres.log');

/** The process that serves this cluster now. A pid file alone proves nothing: pids are used again. */
export async function findPostmaster(place: Place): Promise<number | undefined> {
  const text = await readFile(join(clusterOf(place), 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 && (await isPostmaster(place, pid)) ? pid : undefined;
}

/** Whether the process is there and works in this cluster's folder; a dead one that nobody reaped has no folder. */
export async function isPostmaster(place: Place, pid: number): Promise<boolean> {
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === clusterOf(place);
}

/** Starts the server in a session of its own, so that neither Ctrl-C nor our own death reaches it. */
export async function spawnPostmaster(place: Place, binaries: Binaries): Promise<number> {
  await dropForeignPidFile(place);
  const log = await open(logFileOf(place), 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, ['-D', clusterOf(place)], {
      ...place.account,
      cwd: clusterOf(place),
      env: serverEnvironment,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.on('error', () => undefined);
    child.unref();
    return child.pid ?? 0;
  } catch (cause) {
    throw new MendableError(
      'postgres-start',
      `PostgreSQL's program ${binaries.postgres} could not be started (${messageOf(cause)}). Run \`npm ci --prefix detector\` again and start again.`,
      { cause },
    );
  } finally {
    await log.close();
  }
}

/** Ends the server in order: fast, and at once if that hangs, from which its next start recovers. */
export async function endPostmaster(place: Place, pid: number): Promise<void> {
  const steps = [
    { signal: 'SIGINT', waitMs: minuteMs },
    { signal: 'SIGQUIT', waitMs: 10_000 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ] as const;
  for (const { signal, waitMs } of steps) {
    if (!(await isPostmaster(place, pid))) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < waitMs && (await isPostmaster(place, pid)); waited += pollMs) await delay(pollMs);
  }
}

/** PostgreSQL takes the pid of any living process of its account for a server, as after a reboot. */
async function dropForeignPidFile(place: Place): Promise<void> {
  const file = join(clusterOf(place), 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!(pid > 0)) return;
  const alive = await stat(`/proc/${pid}`).then(
    () => true,
    () => false,
  );
  if (alive && !(await isPostmaster(place, pid))) await rm(file);
}

/** The size of the server's log now, to read later what came after. */
export async function logLength(place: Place): Promise<number> {
  return (await stat(logFileOf(place)).catch(() => ({ size: 0 }))).size;
}

/** What the server wrote from `from` on, without its time stamps. */
export async function readLogFrom(place: Place, from: number): Promise<string> {
  const text = (await readFile(logFileOf(place)).catch(() => Buffer.alloc(0))).subarray(from).toString();
  return text.replaceAll(/^[-0-9: .]+UTC \[\d+\] /gm, '').trim();
}

/** Moves the log aside when it is long. The server appends, so what it has open goes on from the new start. */
export async function boundLog(place: Place): Promise<void> {
  if ((await logLength(place)) <= maxLogBytes) return;
  await copyFile(logFileOf(place), `${logFileOf(place)}.1`);
  await truncate(logFileOf(place));
}
