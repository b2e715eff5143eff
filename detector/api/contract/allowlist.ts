import Type from 'typebox';
import { routes } from './route.ts';
import { address, closed, count, duration, idParams, instant, oneOf, orNull, reason } from '../../schema/fields.ts';

const entry = Type.Object({
  id: Type.Integer(),
  range: Type.String(),
  reason: Type.String(),
  createdAt: instant,
  createdBy: Type.String(),
  expiresAt: orNull(instant),
  /** The wider entry that holds this one, so that it changes nothing. */
  coveredBy: orNull(Type.String()),
});

const preview = Type.Object({
  range: Type.String(),
  /** Why it will not do; empty: it will. */
  faults: Type.Array(Type.String()),
  /** Active blocks inside it that would be lifted: how many, and the first 20 addresses. */
  lifts: count,
  lifted: Type.Array(Type.String()),
  /** Entries that overlap it. */
  overlaps: Type.Array(Type.String()),
});

export const allowlistRoutes = routes({
  'GET /allowlist': {
    role: 'Viewer',
    summary: 'Entries in force, by range, and what could be added',
    answer: Type.Object({
      entries: Type.Array(entry),
      suggestions: Type.Array(
        Type.Object({
          range: Type.String(),
          why: oneOf(['list-client', 'log-sender', 'own-name']),
          /** The reason that the entry would get. */
          reason: Type.String(),
        }),
      ),
    }),
  },
  'POST /allowlist/preview': {
    role: 'Editor',
    summary: 'What an entry would lift and overlap',
    body: Type.Object({ range: address }, closed),
    answer: preview,
  },
  'POST /allowlist': {
    role: 'Editor',
    summary: 'Allows an address or range and lifts the blocks inside it; an entry of the same range is replaced',
    body: Type.Object({ range: address, reason, duration }, closed),
    answer: Type.Object({ range: Type.String(), lifted: Type.Array(Type.String()) }),
  },
  'POST /allowlist/import': {
    role: 'Editor',
    summary: 'Adds many entries from text: one address or range a line, what follows it is the reason',
    body: Type.Object(
      { text: Type.String({ maxLength: 1_000_000 }), reason, duration, dryRun: Type.Boolean() },
      closed,
    ),
    answer: Type.Object({
      added: Type.Array(Type.String()),
      /** Ranges that stand already. */
      known: Type.Array(Type.String()),
      faults: Type.Array(Type.Object({ line: Type.Integer(), because: Type.String() })),
      lifts: count,
    }),
  },
  'DELETE /allowlist/:id': {
    role: 'Editor',
    summary: 'Takes an entry off',
    params: idParams,
    answer: Type.Object({ range: Type.String() }),
  },
});
