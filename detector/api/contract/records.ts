import Type from 'typebox';
import { record } from './blacklistDocuments.ts';
import { paging, routes } from './route.ts';
import { askedInstant, closed, count, instant, oneOf, orNull, text } from '../../schema/fields.ts';

const word = Type.Optional(text(200));

/** Absent: anything. Texts match exactly, in upper or lower case. */
const filter = {
  /** Newer than or at this time; by default 24 hours before `to`. */
  from: Type.Optional(askedInstant),
  to: Type.Optional(askedInstant),
  /** Address or range on either side. */
  address: word,
  source: word,
  destination: word,
  /** Destination port. */
  port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  action: word,
  rule: word,
  severity: word,
  type: word,
  subtype: word,
  /** Country or location of the source. */
  country: word,
  device: word,
  user: word,
  /** Threat ID, or part of the threat's name. */
  threat: word,
};

/** How far a search has come that could not look at everything in its time. */
const progress = {
  /** Everything from this time on was looked at. */
  lookedBackTo: instant,
  /** Where to go on; null: all was looked at. */
  next: orNull(Type.String()),
};

export const recordRoutes = routes({
  'GET /records': {
    role: 'Viewer',
    summary: 'Records, newest first; answers in about a second with what it found and how far back it looked',
    query: Type.Object({ ...filter, ...paging }, closed),
    answer: Type.Object({ items: Type.Array(record), ...progress }),
  },
  'GET /records/counts': {
    role: 'Viewer',
    summary: 'How many of the newest matching records name each port, destination or rule',
    query: Type.Object({ ...filter, by: oneOf(['port', 'destination', 'rule', 'source', 'action']) }, closed),
    answer: Type.Object({
      /** The most frequent first, at most 20. */
      groups: Type.Array(Type.Object({ value: Type.String(), records: count })),
      /** Records that were counted. */
      records: count,
      lookedBackTo: instant,
      /** All matching records of the range were counted. */
      isComplete: Type.Boolean(),
    }),
  },
  'GET /records/words': {
    role: 'Viewer',
    summary: 'Words that records have in these fields, to choose from',
    answer: Type.Object({
      devices: Type.Array(Type.String()),
      actions: Type.Array(Type.String()),
      rules: Type.Array(Type.String()),
      severities: Type.Array(Type.String()),
      types: Type.Array(Type.String()),
      subtypes: Type.Array(Type.String()),
      countries: Type.Array(Type.String()),
    }),
  },
});
