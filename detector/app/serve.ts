import type { Configuration } from '../configuration.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { makeDataFolder } from '../store/embeddedPlace.ts';
import { loadInstallationId } from '../store/installation.ts';
import { listenForNotices } from '../store/notices.ts';
import type { Topic } from '../store/notices.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { createJobRunner } from './jobRunner.ts';
import { demoConfiguration, runDemo } from './demo.ts';
import { leadWhenFree } from './leadWhenFree.ts';
import { describeList, openListService } from './listService.ts';
import type { ListService } from './listService.ts';
import { nextSteps } from './nextSteps.ts';
import { openPartitions } from './partitions.ts';
import { pause } from './pause.ts';
import { createPollRecorder } from './pollRecorder.ts';
import { createPublishing } from './publishing.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import type { Work } from './work.ts';

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
const certificateEveryMs = 6 * 3_600_000;

/** Runs the service until it is told to stop. The list is served first, from disk, whatever else is missing. */
export async function serve(given: ServeOptions): Promise<void> {
  const configuration = given.demo === true ? demoConfiguration(given.configuration) : given.configuration;
  const options = { ...given, configuration };
  const { log, now, print } = options;
  await using running = new AsyncDisposableStack();
  // Before anything else is put into it: what makes it first decides who may enter it.
  await makeDataFolder(configuration.dataDir);
  const polls = createPollRecorder(log);
  const list = await openListService({ configuration, onPoll: polls.record, now, log });
  running.defer(() => list.close());
  print(`List:     https://localhost:${list.port}/files/blacklist.txt  (${describeList(list.holder)})`);
  if (list.authorityFile !== null) print(`          its authority, for firewalls to import: ${list.authorityFile}`);

  const session = await openSessionPatiently(options, list);
  if (session === undefined) return;
  running.defer(() => session.close());
  polls.attach(session.database);
  running.defer(() => polls.close());
  print(`Database: ${session.embedded === null ? 'as DATABASE_URL says' : `embedded, in ${configuration.dataDir}`}`);
  await runDetector(options, session, list);
}

/** With a last good list to serve the database is waited for; without one it is better to say at once what is wrong. */
async function openSessionPatiently(options: ServeOptions, list: ListService): Promise<Session | undefined> {
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

async function runDetector(options: ServeOptions, session: Session, list: ListService): Promise<void> {
  const { configuration, log, now } = options;
  const { database } = session;
  await using running = new AsyncDisposableStack();
  const { door, defaults } = session.actor('detector', now());
  const databaseId = await loadInstallationId(database.pool);
  const publishing = createPublishing({ database, databaseId, holder: list.holder, door, defaults, now, retryMs, log });
  running.defer(() => publishing.close());
  let work: Work | undefined;

  const onNotice: Record<Topic, () => void> = {
    blacklist: () => publishing.refresh(),
    engine: () => void work?.settle(),
    devices: () => void work?.reloadDevices(),
    jobs: () =>
      void list.renewCertificate().catch((error: unknown) => log.error({ error: messageOf(error) }, 'certificate')),
  };
  const notices = listenForNotices(session.connectionString, (topic) => onNotice[topic](), { log, retryMs });
  running.defer(() => notices.close());

  const { settings } = await loadSettings(database.pool, defaults);
  const partitions = await openPartitions(database, settings, now());
  const runner = createJobRunner({
    mayRun: () => work !== undefined,
    timeZone: () => work?.detection.settings().timeZone ?? settings.timeZone,
    database,
    partitions,
    defaults,
    now,
    log,
    flush: async () => work?.settle(),
    renewCertificate: () => list.renewCertificate(),
  });
  running.defer(() => runner.stop());
  runner.start();
  // Each process has a certificate of its own to look after, whoever runs the jobs.
  const certificateTimer = setInterval(onNotice.jobs, certificateEveryMs);
  running.defer(() => clearInterval(certificateTimer));

  await leadWhenFree({
    configuration,
    certificate: list.certificate,
    database,
    connectionString: session.connectionString,
    ensureDatabase: async () => session.embedded?.ensureRunning(),
    partitions,
    door,
    defaults,
    onBlacklist: () => publishing.refresh(),
    onWork(begun, ended) {
      work = begun;
      return greet(options, session, list, begun, ended);
    },
    onRest: () => (work = undefined),
    now,
    log,
    stop: options.stop,
  });
}

/** Tells the person who started it where lines are taken and what to do next, or runs the demo. */
async function greet(
  options: ServeOptions,
  { database, actor }: Session,
  list: ListService,
  work: Work,
  ended: AbortSignal,
): Promise<void> {
  const { print, log, now } = options;
  for (const line of work.receivers.doors) print(`Intake:   ${line}`);
  options.onWorking?.(work);
  if (options.demo === true) await runDemo({ actor: actor('demo', now()), work, print, stop: ended, log });
  else (await nextSteps(database, work.detection.settings(), list.port)).forEach(print);
}
