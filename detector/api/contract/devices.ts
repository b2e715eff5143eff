import Type from 'typebox';
import { routes } from './route.ts';
import { closed, count, idParams, instant, orNull, text } from '../../schema/fields.ts';

const names = Type.Array(text(300), { maxItems: 100 });

/** What a person says of a firewall; see `model/device.ts`. */
const request = {
  name: text(64),
  hosts: names,
  files: names,
  senders: names,
  timeZone: orNull(text(64)),
  format: orNull(text(10_000)),
};

const unreadable = Type.Object({
  reason: Type.String(),
  meaning: Type.String(),
  lines: count,
  lastAt: instant,
  samples: Type.Array(Type.String()),
});

const device = Type.Object({
  id: Type.Integer(),
  ...request,
  lines: count,
  records: count,
  late: count,
  future: count,
  perSecond: Type.Number(),
  lastLineAt: orNull(instant),
  /** When a record came last that lay in the future, and counted as of its arrival. */
  lastFutureAt: orNull(instant),
  /** The device's clock less the server's when its last line came, ms; null: nothing came yet. */
  clockOffsetMs: orNull(Type.Integer()),
  unreadable: Type.Array(unreadable),
  /** Lines of other log types, such as SYSTEM: nothing is wrong with them. */
  otherTypes: count,
  /** Records with a word that the vendor is not known to use, and these words. */
  unknownWords: count,
  strangeWords: Type.Array(Type.String()),
  /** The offset from UTC, in minutes, with which its lines contradict its time zone; null: they agree, or don't tell. */
  likelyTimeZoneOffset: orNull(Type.Integer()),
  /** Fields of the recommended format that none of its newest records has. */
  lacks: Type.Array(Type.String()),
  isQuiet: Type.Boolean(),
});

const judgement = Type.Object({
  case: Type.String(),
  counts: Type.Boolean(),
  whyNot: Type.Array(Type.String()),
  watchOnly: Type.Boolean(),
});

export const deviceRoutes = routes({
  'GET /devices': {
    role: 'Viewer',
    summary: 'Registered firewalls and their state, and who sends without being registered',
    answer: Type.Object({
      devices: Type.Array(device),
      unregistered: Type.Array(
        Type.Object({ input: Type.String(), host: Type.String(), lines: count, lastAt: instant }),
      ),
      /** Log files in the log folder that no device names. */
      files: Type.Array(Type.String()),
      logFolder: Type.String(),
      folderFault: orNull(Type.String()),
      lost: Type.Array(Type.Object({ reason: Type.String(), lines: count, lastAt: instant })),
      /** The format to paste into the firewall. */
      recommendedFormat: Type.String(),
    }),
  },
  'POST /devices': {
    role: 'Admin',
    summary: 'Registers a firewall',
    body: Type.Object(request, closed),
    answer: Type.Object({ id: Type.Integer(), ...request }),
  },
  'PUT /devices/:id': {
    role: 'Admin',
    summary: 'Changes what is known of a firewall',
    params: idParams,
    body: Type.Object(request, closed),
    answer: Type.Object({ id: Type.Integer(), ...request }),
  },
  'DELETE /devices/:id': {
    role: 'Admin',
    summary: 'Stops taking the lines of a firewall; its records stay',
    params: idParams,
    answer: Type.Object({ name: Type.String() }),
  },
  'POST /devices/test': {
    role: 'Admin',
    summary: 'What would be read from a line, and for each case whether it counts and why not',
    body: Type.Object({ line: text(65_536), timeZone: orNull(text(64)), format: orNull(text(10_000)) }, closed),
    answer: Type.Object({
      /** Why it can't be read; null: it can. */
      unreadable: orNull(Type.Object({ reason: Type.String(), meaning: Type.String() })),
      header: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
      fields: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
      record: orNull(Type.Record(Type.String(), Type.Unknown())),
      repeats: count,
      cases: Type.Array(judgement),
      hitsDenyRule: Type.Boolean(),
    }),
  },
});
