import type { Configuration } from '../setup/configuration.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { makeDataFolder } from '../embedded/embeddedPlace.ts';
import { loadInstallationId } from '../store/installation.ts';
import { listenForNotices } from '../store/notices.ts';
import type { Topic } from '../store/notices.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { openApiService } from './apiService.ts';
import type { ApiService } from './apiService.ts';
import { claimDataFolder } from '../setup/claimDataFolder.ts';
import { createJobRunner } from './jobs/jobRunner.ts';
import { demoConfiguration, runDemo } from './demo.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import { leadWhenFree } from '../pipeline/leadWhenFree.ts';
import { describeList, openListService } from './listService.ts';
import type { ListService } from './listService.ts';
import { nextSteps } from './nextSteps.ts';
import { createNotifying } from './notify/notifying.ts';
import { openPartitions } from './jobs/partitions.ts';
import { pause } from '../time/pause.ts';
import { createPollRecorder } from './pollRecorder.ts';
import { createPublishing } from './publishing.ts';
import { openReader } from './openReader.ts';
import { recordVitals } from './recordVitals.ts';
import { createRestarts } from './restarts.ts';
import { listAccessOf, openSession } from './session.ts';
import type { Session } from './session.ts';
import { apiListener, intakeListeners, tellTakenPorts } from '../setup/tellTakenPorts.ts';
import { createMaxSince } from './maxSince.ts';
import type { Work } from '../pipeline/work.ts';
import { hourMs } from '../time/units.ts';

export interface ServeOptions {
  readonly configuration: Configuration;
  /** Uses a data folder of its own and sends itself traffic. */
  readonly demo?: boolean;
  readonly log: Logger;
  readonly now: () => number;
  /** A line for the person who started it. */
  readonly print: (line: string) => void;
  readonly stop: AbortSignal;
  /** Called once lines are taken. */
  readonly onWorking?: (work: Work) => void;
}

const retryMs = 1_000;
/** How long a stop waits for a job that is running. */
const jobsLimitMs = 15_000;
const certificateEveryMs = 6 * hourMs;

/** Runs the service until it is told to stop. */
export async function serve(given: ServeOptions): Promise<void> {
  const configuration = given.demo === true ? demoConfiguration(given.configuration) : given.configuration;
  const isStored = await runService({ ...given, configuration });
  given.print(
    isStored
      ? 'Stopped; everything received is stored.'
      : 'Stopped; some lines could not be stored: those of files are read again, others are lost.',
  );
}

/** The list is served first, from disk, whatever else is missing. Resolves with whether everything that was taken is stored. */
async function runService(options: ServeOptions): Promise<boolean> {
  const { configuration, log, now, print } = options;
  await using running = new AsyncDisposableStack();
  // First of all: whoever creates the folder sets its permissions.
  await makeDataFolder(configuration.dataDir);
  running.defer(await claimDataFolder(configuration.dataDir));
  const polls = createPollRecorder(listAccessOf(configuration), log);
  const list = await openListService({ configuration, onPoll: polls.record, now, log }).catch((fault: unknown) =>
    tellTakenPorts(fault, [apiListener(configuration), ...intakeListeners(configuration)]),
  );
  running.defer(() => list.close());
  print(`List:     https://localhost:${list.port}/files/blacklist.txt  (${describeList(list.holder)})`);
  if (list.authorityFile !== null) print(`          its authority, for firewalls to import: ${list.authorityFile}`);

  const api = await openApiService({ configuration, list, print, now, log }).catch((fault: unknown) =>
    tellTakenPorts(fault, intakeListeners(configuration)),
  );
  running.defer(() => api.close());

  const session = await openSessionRetrying(options, list);
  if (session === undefined) return true;
  running.defer(() => session.close());
  polls.attach(session.database);
  running.defer(() => polls.close());
  print(`Database: ${session.embedded === null ? 'as DATABASE_URL says' : `embedded, in ${configuration.dataDir}`}`);
  return await runDetector(options, session, list, api);
}

/** With a last good list to serve the database is waited for; without one it is better to say at once what is wrong. */
async function openSessionRetrying(options: ServeOptions, list: ListService): Promise<Session | undefined> {
  const { configuration, log, stop } = options;
  while (!stop.aborted) {
    try {
      return await openSession(configuration, log);
    } catch (error) {
      if (list.holder.current() === undefined) throw error;
      log.error({ error: messageOf(error) }, 'no database: the last good list is served, and it is tried again');
      await pause(retryMs, stop);
    }
  }
  return undefined;
}

async function runDetector(
  options: ServeOptions,
  session: Session,
  list: ListService,
  api: ApiService,
): Promise<boolean> {
  const { configuration, log, now } = options;
  const { database } = session;
  await using running = new AsyncDisposableStack();
  const { listAccess, defaults } = session.actor('detector', now());
  await openReader(configuration, database);
  const databaseId = await loadInstallationId(database.pool);
  const slowest = { stored: createMaxSince(), published: createMaxSince() };
  const published = { databaseId, holder: list.holder, notePublished: slowest.published.note };
  const publishing = createPublishing({ ...published, database, listAccess, defaults, now, retryMs, log });
  running.defer(() => publishing.close());
  let work: Work | undefined;
  let isStored = true;
  const { dataDir } = configuration;
  const mayRun = () => work !== undefined;
  const notifying = createNotifying({ database, defaults, dataDir, mayRun, now, log: log.child({ step: 'notify' }) });
  running.defer(() => notifying.close());

  async function renewCertificate(): Promise<string> {
    const found = await list.renewCertificate();
    work?.receivers.setCertificate(list.certificate);
    return found;
  }

  const onNotice: Record<Topic, () => void> = {
    blacklist() {
      publishing.refresh();
      notifying.wake();
    },
    engine: () => void work?.settle(),
    devices: () => void work?.reloadDevices(),
    jobs: () =>
      void renewCertificate().catch((error: unknown) => log.error({ error: messageOf(error) }, 'certificate')),
  };
  const notices = listenForNotices(session.connectionString, (topic) => onNotice[topic](), { log, retryMs });
  running.defer(() => notices.close());

  const { settings } = await loadSettings(database.pool, defaults);
  const partitions = await openPartitions(database, settings, now());
  const runner = createJobRunner({
    mayRun,
    timeZone: () => work?.detection.settings().timeZone ?? settings.timeZone,
    database,
    partitions,
    defaults,
    now,
    log,
    flush: async () => work?.settle(),
    renewCertificate,
  });
  running.defer(async () => {
    if (!(await endsWithin(jobsLimitMs, runner.stop())))
      log.warn('a job is cut off; it is run again at the next start');
  });
  runner.start();
  // Each process renews its own certificate, whichever runs the jobs.
  const certificateTimer = setInterval(onNotice.jobs, certificateEveryMs);
  running.defer(() => clearInterval(certificateTimer));

  running.defer(recordVitals({ database, dataDir, list, work: () => work, slowest, log }));
  const restarts = createRestarts();
  running.defer(api.attach({ session, jobs: runner, work: () => work, restart: restarts.restart }));

  await leadWhenFree({
    configuration,
    // The certificate is renewed while the process runs: each start of the work takes the current one.
    get certificate() {
      return list.certificate;
    },
    database,
    connectionString: session.connectionString,
    ensureDatabase: async () => session.embedded?.ensureRunning(),
    partitions,
    listAccess,
    defaults,
    print: options.print,
    noteStored: slowest.stored.note,
    onWork(begun, ended, again) {
      work = begun;
      restarts.began(again);
      return greet(options, session, list, begun, ended);
    },
    onRest(allStored) {
      work = undefined;
      isStored &&= allStored;
    },
    now,
    log,
    stop: options.stop,
  });
  return isStored;
}

/** Tells the person who started it where lines are taken and what to do next, or runs the demo. */
async function greet(
  options: ServeOptions,
  { database, actor }: Session,
  list: ListService,
  work: Work,
  ended: AbortSignal,
): Promise<void> {
  const { print, log, now, configuration } = options;
  for (const line of work.receivers.listeners) print(`Intake:   ${line}`);
  options.onWorking?.(work);
  if (options.demo === true) {
    const polled = { list, configuration: configuration.list };
    await runDemo({ actor: actor('demo', now()), work, ...polled, print, stop: ended, log });
  } else (await nextSteps(database, work.detection.settings(), list.port)).forEach(print);
}
