import Type from 'typebox';
import type { Static } from 'typebox';

/** Grafana's roles, each of which may do what those before it may. */
export const roles = ['Viewer', 'Editor', 'Admin'] as const;
export type Role = (typeof roles)[number];

/** What one route takes and answers; its key in the contract is `METHOD /path` below `/api/v1`. */
export interface Route {
  readonly role: Role;
  readonly summary: string;
  readonly params?: Type.TObject;
  readonly query?: Type.TObject;
  readonly body?: Type.TSchema;
  /** A text answer has a content type of its own. */
  readonly contentType?: 'text/csv' | 'application/x-pem-file';
  readonly answer: Type.TSchema;
}

export const closed = { additionalProperties: false } as const;

/** ms since 1970 UTC. */
export const instant = Type.Integer({ minimum: -8.64e15, maximum: 8.64e15, description: 'ms since 1970-01-01 UTC' });
/** A time that people may ask for: from 1970 to the year 9999. */
export const askedInstant = Type.Integer({
  minimum: 0,
  maximum: 253_402_300_799_999,
  description: 'ms since 1970-01-01 UTC',
});
export const count = Type.Integer({ minimum: 0 });
export const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <const Word extends string>(words: readonly Word[]) => Type.Enum([...words]);
export const text = (maxLength: number) => Type.String({ maxLength });
/** `30m`, `12h`, `7d`, `4w` or `permanent`. */
export const duration = Type.String({ maxLength: 20, description: '30m, 12h, 7d, 4w or permanent' });
export const address = Type.String({ maxLength: 64, description: 'an address or a CIDR range, IPv4 or IPv6' });
export const reason = Type.String({ maxLength: 1000, description: 'why, for whoever asks later' });
export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) }, closed);

/** Where a page of a list goes on: what the page before gave as `next`. */
export const paging = {
  cursor: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
};

/** A page of a list; `next` is null on the last one. */
export const page = <T extends Type.TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: orNull(Type.String()) });

/** An RFC 9457 problem document; `code` stands in docs/errors.md. */
export const problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  /** A sentence for each fault of what was given. */
  faults: Type.Optional(Type.Array(Type.String())),
  /** Of a defect: what the detector's log has it under. */
  id: Type.Optional(Type.String()),
});
export type Problem = Static<typeof problem>;

/** The same value with its own narrow type. */
export const routes = <const T extends Readonly<Record<string, Route>>>(value: T): T => value;
