import Type from 'typebox';
import { settingsSchema } from '../../model/settings.ts';
import { routes } from './route.ts';
import { closed, count } from '../../schema/fields.ts';

const revised = Type.Object({
  /** Grows by one with each change. */
  revision: Type.Integer(),
  settings: settingsSchema,
});

export const settingsRoutes = routes({
  'GET /settings': {
    role: 'Viewer',
    summary: 'The settings in force and the defaults',
    answer: Type.Object({ ...revised.properties, defaults: settingsSchema }),
  },
  'GET /settings/suggestions': {
    role: 'Viewer',
    summary: 'What the logs suggest',
    answer: Type.Object({
      /** Destinations of the newest records, gathered into ranges that are not own networks yet, the busiest first. */
      ownNetworks: Type.Array(Type.Object({ range: Type.String(), addresses: count, records: count })),
      rules: Type.Array(Type.String()),
      timeZones: Type.Array(Type.String()),
    }),
  },
  'PATCH /settings': {
    role: 'Admin',
    summary: 'Lays changes over the settings; effective at once',
    body: Type.Object(
      {
        /** The revision that the change was made from; another one in force is a conflict (409). */
        revision: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
        /** Any part of the settings; checked by their own rules, every fault at once. */
        changes: Type.Record(Type.String(), Type.Unknown()),
      },
      closed,
    ),
    answer: revised,
  },
});
