import Type from 'typebox';
import { block, finding, origin, detail, verdict } from './blacklistDocuments.ts';
import { paging, page, routes } from './route.ts';
import {
  address,
  askedInstant,
  closed,
  count,
  duration,
  idParams,
  instant,
  oneOf,
  orNull,
  reason,
  text,
} from '../../schema/fields.ts';

/** Which blocks an action is for: those with these numbers, or all active ones of a case since a time. */
const target = Type.Union([
  Type.Object(
    { ids: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }), { minItems: 1, maxItems: 1000 }) },
    closed,
  ),
  Type.Object({ case: origin, detectedSince: askedInstant }, closed),
]);

/** What came of a bulk action. */
const outcome = Type.Object({
  /** Addresses that it was done for. */
  done: Type.Array(Type.String()),
  /** Addresses that it was not done for, and why. */
  failed: Type.Array(Type.Object({ address: Type.String(), because: Type.String() })),
  /** Addresses that were released but still lie in a blocked range. */
  stillBlocked: Type.Array(Type.Object({ address: Type.String(), by: Type.String() })),
});

const filters = {
  search: Type.Optional(
    Type.String({ maxLength: 64, description: 'an address or a range: what it is, lies in or holds' }),
  ),
  case: Type.Optional(origin),
  country: Type.Optional(text(100)),
  device: Type.Optional(text(64)),
  /** Detected at this time or later. */
  since: Type.Optional(askedInstant),
};

const blocksQuery = Type.Object(
  {
    state: oneOf(['active', 'released']),
    ...filters,
    sort: Type.Optional(oneOf(['detectedAt', 'lastSeenAt', 'expiresAt', 'address', 'findings', 'releasedAt'])),
    order: Type.Optional(oneOf(['asc', 'desc'])),
    ...paging,
  },
  closed,
);

export const blacklistRoutes = routes({
  'GET /blacklist/blocks': {
    role: 'Viewer',
    summary: 'Blocks, active or released',
    query: blocksQuery,
    answer: page(block),
  },
  'GET /blacklist/blocks.csv': {
    role: 'Viewer',
    summary: 'The same blocks as a CSV file, 200,000 at most',
    query: Type.Omit(blocksQuery, ['cursor', 'limit'], closed),
    contentType: 'text/csv',
    streams: true,
    answer: Type.String(),
  },
  'GET /blacklist/totals': {
    role: 'Viewer',
    summary: 'How many there are, and what there is to filter by',
    answer: Type.Object({
      active: count,
      held: count,
      refused: count,
      released: count,
      countries: Type.Array(Type.String()),
      devices: Type.Array(Type.String()),
    }),
  },
  'GET /blacklist/count': {
    role: 'Viewer',
    summary: 'How many active blocks of a case were detected at a time or later: whom a bulk action is for',
    query: Type.Object({ case: origin, since: askedInstant }, closed),
    answer: Type.Object({ active: count }),
  },
  'GET /blacklist/findings': {
    role: 'Viewer',
    summary: 'Findings that wait for a word, or that a rule of safety turned down; newest first',
    query: Type.Object({ outcome: oneOf(['hold', 'refuse', 'watch']), ...filters, ...paging }, closed),
    answer: page(finding),
  },
  'GET /blacklist/blocks/:id': {
    role: 'Viewer',
    summary: 'The details of one block',
    params: idParams,
    answer: detail,
  },
  'PATCH /blacklist/blocks/:id': {
    role: 'Editor',
    summary: "Changes a block's ticket number and note",
    params: idParams,
    body: Type.Object({ ticket: Type.Optional(text(100)), note: Type.Optional(text(4000)) }, closed),
    answer: block,
  },
  'GET /blacklist/verdict': {
    role: 'Viewer',
    summary: 'One word about an address or range, with what is known of it and the way out',
    query: Type.Object({ address }, closed),
    answer: verdict,
  },
  'POST /blacklist/preview': {
    role: 'Editor',
    summary: 'What a block by hand would hit',
    body: Type.Object({ address }, closed),
    answer: Type.Object({
      /** In canonical text; as given where it can't be read. */
      address: Type.String(),
      /** Why it can't be blocked; empty: it can. */
      faults: Type.Array(Type.String()),
      /** What stays unblocked of it, and why. */
      warnings: Type.Array(Type.String()),
      /** Addresses in it, in words such as "256 addresses". */
      size: Type.String(),
      /** Active blocks inside it. */
      blocksInside: count,
      /** Records of the last 24 hours that were let through from it; null: they could not be counted in time. */
      allowedRecords: orNull(count),
    }),
  },
  'POST /blacklist/blocks': {
    role: 'Editor',
    summary: 'Blocks an address or range by hand',
    body: Type.Object({ address, reason, duration, ticket: Type.Optional(text(100)) }, closed),
    answer: Type.Object({
      id: Type.Integer(),
      address: Type.String(),
      expiresAt: orNull(instant),
      warnings: Type.Array(Type.String()),
    }),
  },
  'POST /blacklist/release': {
    role: 'Editor',
    summary: 'Releases blocks; each source is forgotten and gets an hour of grace',
    body: Type.Object({ target, reason }, closed),
    answer: outcome,
  },
  'POST /blacklist/extend': {
    role: 'Editor',
    summary: 'Gives blocks a new end from now on that no hit moves, or none',
    body: Type.Object({ target, duration }, closed),
    answer: outcome,
  },
  'POST /blacklist/allow': {
    role: 'Editor',
    summary: 'Puts the addresses of blocks on the allowlist, which lifts them',
    body: Type.Object({ target, reason, duration }, closed),
    answer: outcome,
  },
  'POST /blacklist/decide': {
    role: 'Editor',
    summary: 'Answers held findings: block their sources, or dismiss them',
    body: Type.Object(
      {
        ids: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }), { minItems: 1, maxItems: 1000 }),
        decision: oneOf(['block', 'dismiss']),
        reason,
      },
      closed,
    ),
    answer: outcome,
  },
});
