import Type from 'typebox';
import type { Static } from 'typebox';
import { orNull } from '../../schema/fields.ts';

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
  /** The text is made and sent piece by piece. */
  readonly streams?: true;
  readonly answer: Type.TSchema;
}

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
