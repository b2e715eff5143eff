import Type from 'typebox';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { MendableError } from '../../errors.ts';

/** A time in ms since 1970 and a row's number, by which most lists go. */
export const timeCursor = Type.Tuple([
  Type.Integer({ minimum: -8.64e15, maximum: 8.64e15 }),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
]);

/** Where the next page of a list begins, as text that only `readCursor` understands. */
export function writeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a cursor says; undefined where none was given. Throws for one that is not from this list. */
export function readCursor<Schema extends Type.TSchema>(
  text: string | undefined,
  schema: Schema,
): Static<Schema> | undefined {
  if (text === undefined) return undefined;
  const value = parseJson(Buffer.from(text, 'base64url').toString());
  if (Value.Check(schema, value)) return value;
  throw new MendableError(
    'cursor-wrong',
    'The cursor is not one that this list gave with this order: leave it out to begin with the first page.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
