import Type from 'typebox';
import type { Handlers } from '../contract/contract.ts';
import type { systemRoutes } from '../contract/system.ts';
import { MendableError } from '../../errors.ts';
import type { JobRun } from '../../model/jobRun.ts';
import { listClients } from '../../store/listPolls.ts';
import { searchAudit } from '../../store/searchAudit.ts';
import { exportConfiguration } from '../../actions/settings/configurationDocument.ts';
import { importConfiguration } from '../../actions/settings/importConfiguration.ts';
import { jobDescriptions } from '../../jobs/jobDescriptions.ts';
import { listNameOf } from '../../actions/list/listUrl.ts';
import { probeList } from '../../actions/list/probeList.ts';
import { audit } from '../../actions/audit.ts';
import { switchDetection } from '../../actions/settings/switchDetection.ts';
import type { ApiContext } from './apiContext.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { describeSystem } from './describeSystem.ts';

const maxClients = 200;
const maxChangesShown = 1_000;
const pageSize = 50;
const auditCursor = Type.Tuple([Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })]);

export function createSystemHandlers(context: ApiContext): Handlers<keyof typeof systemRoutes> {
  const { database, list, jobs, configuration, actorOf, now } = context;
  const { pool } = database;
  return {
    'GET /system': () => describeSystem(context),
    async 'POST /system/detection'({ body: { on } }, person) {
      await switchDetection(actorOf(person), on);
      return { on };
    },
    async 'POST /system/restart'(_, person) {
      refuseOnStandby(context);
      const actor = actorOf(person);
      await database.transaction((client) => audit(client, actor, 'detection.restart', 'detection'));
      await context.restart();
      return { restartedAt: now() };
    },
    async 'GET /system/jobs'() {
      const statuses = await jobs.list();
      return {
        jobs: statuses.map(({ name, schedule, lastRun, nextRunAt }) => ({
          name,
          does: jobDescriptions[name] ?? '',
          schedule,
          lastRun: lastRun === undefined ? null : shownRun(lastRun),
          nextAt: nextRunAt,
        })),
      };
    },
    async 'POST /system/jobs/:name/run'({ params: { name } }, person) {
      refuseOnStandby(context);
      const run = await jobs.runNow(name);
      if (run === 'already-running') {
        throw new MendableError('job-running', `${name} is running already: look at the jobs again in a moment.`);
      }
      await database.transaction((client) => audit(client, actorOf(person), 'job.run', name, undefined, run));
      return shownRun(run);
    },
    async 'GET /system/list/clients'() {
      const clients = (await listClients(pool)).slice(0, maxClients);
      return {
        clients: clients.map(({ client, firstAt, lastAt, polls, lastStatus, lastEntries, userAgent, isServer }) => ({
          ...{ client, firstAt, lastAt, polls, lastStatus, lastEntries, userAgent, isServer },
        })),
      };
    },
    'GET /system/list/authority.pem'() {
      const { authorityPem } = list.certificate;
      if (authorityPem !== null) return Promise.resolve(authorityPem);
      throw new MendableError(
        'authority-missing',
        'The list has a certificate of your own: import the root of whoever issued it into the firewalls.',
      );
    },
    async 'POST /system/list/test'({ body }) {
      const name = body.name ?? listNameOf(list.certificate);
      const test = await probeList({ list, configuration: configuration.list, name, nowMs: now() });
      return { ...test, steps: [...test.steps] };
    },
    async 'GET /system/audit'({ query: { cursor, limit = pageSize, ...filter } }) {
      const before = readCursor(cursor, auditCursor)?.[0];
      const rows = await searchAudit(pool, filter, { before, limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null };
    },
    'GET /system/configuration': async (_, person) => ({ ...(await exportConfiguration(actorOf(person))) }),
    async 'POST /system/configuration'({ body: { document, dryRun } }, person) {
      const { changes, faults } = await importConfiguration(actorOf(person), document, dryRun);
      const more = changes.length - maxChangesShown;
      return {
        changes: [...changes.slice(0, maxChangesShown), ...(more > 0 ? [`And ${more} more.`] : [])],
        faults: [...faults],
      };
    },
  };
}

function shownRun({ startedAt, endedAt, outcome, message }: JobRun) {
  return { startedAt, endedAt, outcome, message };
}

function refuseOnStandby({ work }: ApiContext): void {
  if (work() !== undefined) return;
  throw new MendableError(
    'standing-by',
    'This detector stands by while another one does the work: ask that one, or try again when this one has taken over.',
  );
}
