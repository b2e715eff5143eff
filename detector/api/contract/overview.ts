import Type from 'typebox';
import { routes } from './route.ts';
import { askedInstant, closed, count, instant, oneOf, orNull } from '../../schema/fields.ts';

const point = Type.Tuple([instant, Type.Number()]);
const series = Type.Array(Type.Object({ name: Type.String(), points: Type.Array(point) }));

export const overviewRoutes = routes({
  'GET /overview': {
    role: 'Viewer',
    summary: 'Is it working?',
    answer: Type.Object({
      at: instant,
      version: Type.String(),
      detection: Type.Boolean(),
      /** Whether this process does the work, or stands by for another that does. */
      isWorking: Type.Boolean(),
      lines: Type.Object({
        /** Over the last minutes. */
        perSecond: Type.Number(),
        lastHour: count,
      }),
      devices: Type.Array(
        Type.Object({
          id: Type.Integer(),
          name: Type.String(),
          lastLineAt: orNull(instant),
          perSecond: Type.Number(),
          unreadable: count,
          /** Silent for more than an hour, or never heard. */
          isQuiet: Type.Boolean(),
        }),
      ),
      blacklist: Type.Object({
        active: count,
        newToday: count,
        held: count,
        refusedToday: count,
        listed: orNull(count),
      }),
      /** Who fetches the list, the latest first; at most 20. Without this server itself. */
      clients: Type.Array(
        Type.Object({
          client: Type.String(),
          lastAt: instant,
          lastStatus: Type.Integer(),
          lastEntries: orNull(count),
          /** It has missed three of its own intervals. */
          isLate: Type.Boolean(),
        }),
      ),
      failedJobs: Type.Array(Type.Object({ name: Type.String(), at: instant, message: Type.String() })),
      mails: Type.Object({ waiting: count, failed: count }),
      checklist: Type.Array(
        Type.Object({
          step: oneOf([
            'detector-connected',
            'logs-arriving',
            'device-registered',
            'own-networks-set',
            'list-polled',
            'deny-rule-hit',
            'test-mail-sent',
          ]),
          isDone: Type.Boolean(),
        }),
      ),
    }),
  },
  'GET /overview/charts': {
    role: 'Viewer',
    summary: 'What the overview draws',
    query: Type.Object({ from: askedInstant, to: askedInstant }, closed),
    answer: Type.Object({
      /** Width of one step of the points, ms. */
      stepMs: Type.Integer(),
      blocksByCase: series,
      linesByDevice: series,
      topAttackers: Type.Array(
        Type.Object({
          address: Type.String(),
          location: Type.String(),
          findings: count,
          lastAt: instant,
          /** How it stands now; null: not blocked, and nothing waits for a person. */
          standing: orNull(oneOf(['allowed', 'blocked', 'held'])),
        }),
      ),
      topCountries: Type.Array(Type.Object({ country: Type.String(), denied: count })),
    }),
  },
});
