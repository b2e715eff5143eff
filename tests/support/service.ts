import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { serve } from '../../detector/serve/serve.ts';
import type { Work } from '../../detector/pipeline/work.ts';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { openSession } from '../../detector/serve/session.ts';
import type { Session } from '../../detector/serve/session.ts';
import { loadConfiguration } from '../../detector/setup/configuration.ts';
import type { Configuration } from '../../detector/setup/configuration.ts';
import { createLog } from '../../detector/log.ts';
import { createTestDatabase } from './postgres.ts';

export interface TestService {
  readonly session: Session;
  /** That of the start; a restart of detection makes another one. */
  readonly work: Work;
  currentWork(): Work;
  readonly listPort: number;
  readonly apiPort: number;
  readonly dataDir: string;
  /** The list's lines, as fetched. */
  list(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly connectionString?: string;
  readonly dataDir?: string;
  readonly now?: () => number;
}

/** The whole service in this process, on free ports, with a database of its own; it ends with the test. */
export async function startService(t: TestContext, options: ServiceOptions = {}): Promise<TestService> {
  const ownDataDir = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'active-defense-')) : undefined;
  const dataDir = options.dataDir ?? ownDataDir ?? '';
  const configuration = configurationFor(options.connectionString ?? (await createTestDatabase(t)), dataDir);
  const log = createLog('silent');
  const session = await openSession(configuration, log);
  const stop = new AbortController();
  const printed: string[] = [];
  const working = Promise.withResolvers<Work>();
  let current: Work | undefined;
  const served = serve({
    configuration,
    log,
    now: options.now ?? Date.now,
    print: (line) => void printed.push(line),
    stop: stop.signal,
    onWorking(begun) {
      current = begun;
      working.resolve(begun);
    },
  });
  served.catch(working.reject);
  let ended: Promise<void> | undefined;
  const finish = async (): Promise<void> => {
    stop.abort();
    await served;
    await session.close();
    if (ownDataDir !== undefined) await rm(ownDataDir, { recursive: true, force: true });
  };
  const end = () => (ended ??= finish());
  t.after(end);
  const work = await working.promise;
  const listPort = Number(/localhost:(\d+)/.exec(printed.join('\n'))?.[1]);
  const apiPort = Number(/^API: +http:\/\/127\.0\.0\.1:(\d+)/m.exec(printed.join('\n'))?.[1]);
  const list = async () => (await fetchList(listPort)).body.split('\n').slice(0, -1);
  const currentWork = () => current ?? work;
  return { session, work, currentWork, listPort, apiPort, dataDir, list, stop: end };
}

export async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a service on free loopback ports. */
export function environmentFor(connectionString: string, dataDir: string): Record<string, string> {
  return {
    DATABASE_URL: connectionString,
    ACTIVE_DEFENSE_DATA_DIR: dataDir,
    ACTIVE_DEFENSE_LIST_HOST: '127.0.0.1',
    ACTIVE_DEFENSE_LIST_PORT: '0',
    ACTIVE_DEFENSE_SYSLOG_HOST: '127.0.0.1',
    ACTIVE_DEFENSE_SYSLOG_PORT: '0',
    ACTIVE_DEFENSE_SYSLOG_TLS_PORT: '0',
    ACTIVE_DEFENSE_LOKI_PORT: '0',
    ACTIVE_DEFENSE_API_PORT: '0',
    ACTIVE_DEFENSE_MAX_CONTACTS: '65536',
  };
}

export function configurationFor(connectionString: string, dataDir: string): Configuration {
  const loaded = loadConfiguration(environmentFor(connectionString, dataDir), () => '');
  if ('faults' in loaded) throw new Error(loaded.faults.join('\n'));
  return loaded.configuration;
}

/** Registers a device for a host name, with its files. */
export async function register(
  { session, work }: TestService,
  host: string,
  files: readonly string[] = [],
): Promise<void> {
  const actor = session.actor('test', Date.now());
  await addDevice(actor, { name: host, hosts: [host], files, senders: [], timeZone: 'UTC', format: null });
  await work.reloadDevices();
}

export function fetchList(
  port: number,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const path = '/files/blacklist.txt';
    request({ host: '127.0.0.1', port, path, headers, rejectUnauthorized: false, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    })
      .on('error', reject)
      .end();
  });
}
