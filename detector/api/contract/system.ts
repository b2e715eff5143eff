import Type from 'typebox';
import { auditEvent } from './blacklistDocuments.ts';
import { page, paging, routes } from './route.ts';
import { askedInstant, closed, count, instant, oneOf, orNull, text } from '../../schema/fields.ts';

const jobRun = Type.Object({
  startedAt: instant,
  endedAt: instant,
  outcome: oneOf(['ok', 'failed']),
  message: Type.String(),
});

const job = Type.Object({
  name: Type.String(),
  does: Type.String(),
  /** In words, such as "every day at 01:00". */
  schedule: Type.String(),
  lastRun: orNull(jobRun),
  nextAt: orNull(instant),
});

const certificate = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  names: Type.Array(Type.String()),
  validFrom: instant,
  validTo: instant,
  fingerprint: Type.String(),
});

export const systemRoutes = routes({
  'GET /system': {
    role: 'Viewer',
    summary: 'The detector and its list',
    answer: Type.Object({
      version: Type.String(),
      node: Type.String(),
      database: Type.String(),
      migration: Type.String(),
      startedAt: instant,
      memoryBytes: count,
      isWorking: Type.Boolean(),
      detection: Type.Boolean(),
      timeZone: Type.String(),
      windows: orNull(Type.Object({ contacts: count, capacity: count, evicted: count })),
      intake: Type.Array(Type.String()),
      list: Type.Object({
        /** With this server's own name. */
        url: Type.String(),
        entries: orNull(count),
        /** Entries that the firewall takes, by the settings; those beyond are not enforced. */
        capacity: count,
        madeAt: orNull(instant),
        needsLogin: Type.Boolean(),
        clients: Type.Array(Type.String()),
        certificate,
        /** An authority of the product's own, which firewalls have to import. */
        hasOwnAuthority: Type.Boolean(),
      }),
    }),
  },
  'POST /system/detection': {
    role: 'Admin',
    summary: 'Turns detection on or off; it stays so over a restart',
    body: Type.Object({ on: Type.Boolean() }, closed),
    answer: Type.Object({ on: Type.Boolean() }),
  },
  'POST /system/restart': {
    role: 'Admin',
    summary: 'Restarts detection: the intake is closed, windows are loaded anew, and it goes on',
    answer: Type.Object({ restartedAt: instant }),
  },
  'GET /system/jobs': {
    role: 'Viewer',
    summary: 'Jobs with their schedule and last run',
    answer: Type.Object({ jobs: Type.Array(job) }),
  },
  'POST /system/jobs/:name/run': {
    role: 'Admin',
    summary: 'Runs a job now and tells what came of it',
    params: Type.Object({ name: text(64) }, closed),
    answer: jobRun,
  },
  'GET /system/list/clients': {
    role: 'Viewer',
    summary: 'Who fetched the list, when, and what they got; the latest first, at most 200',
    answer: Type.Object({
      clients: Type.Array(
        Type.Object({
          client: Type.String(),
          firstAt: instant,
          lastAt: instant,
          polls: count,
          lastStatus: Type.Integer(),
          lastEntries: orNull(count),
          userAgent: Type.String(),
          /** Somebody on this server itself, no firewall. */
          isServer: Type.Boolean(),
        }),
      ),
    }),
  },
  'GET /system/list/authority.pem': {
    role: 'Viewer',
    summary: "The authority's certificate, for firewalls to import",
    contentType: 'application/x-pem-file',
    answer: Type.String(),
  },
  'POST /system/list/test': {
    role: 'Admin',
    summary: 'Fetches the list as a firewall would, and tells what it found',
    body: Type.Object({ name: Type.Optional(text(255)) }, closed),
    answer: Type.Object({
      url: Type.String(),
      steps: Type.Array(
        Type.Object({
          step: oneOf(['connect', 'name', 'chain', 'validity', 'login', 'list']),
          isGood: Type.Boolean(),
          /** What was found, in a sentence; how to mend it where it is not good. */
          detail: Type.String(),
        }),
      ),
      entries: orNull(count),
      bytes: orNull(count),
      tookMs: Type.Number(),
    }),
  },
  'GET /system/audit': {
    role: 'Viewer',
    summary: 'Who changed what, newest first',
    query: Type.Object(
      {
        actor: Type.Optional(text(200)),
        /** An action such as `block.release`, or what stands before its dot. */
        action: Type.Optional(text(64)),
        subject: Type.Optional(text(200)),
        from: Type.Optional(askedInstant),
        to: Type.Optional(askedInstant),
        ...paging,
      },
      closed,
    ),
    answer: page(auditEvent),
  },
  'GET /system/configuration': {
    role: 'Admin',
    summary: 'Settings, devices and allowlist as one document, without secrets',
    answer: Type.Record(Type.String(), Type.Unknown()),
  },
  'POST /system/configuration': {
    role: 'Admin',
    summary: 'Takes such a document over: what it would change (dry run), or changes it',
    body: Type.Object({ document: Type.Record(Type.String(), Type.Unknown()), dryRun: Type.Boolean() }, closed),
    answer: Type.Object({ changes: Type.Array(Type.String()), faults: Type.Array(Type.String()) }),
  },
});
