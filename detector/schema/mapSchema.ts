import type { Schema } from './schemaWords.ts';

/** The same schema with each part of it changed, the innermost first. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const map = (inner: Schema): Schema => mapSchema(inner, change);
  const mapAll = (all: Readonly<Record<string, Schema>>): Record<string, Schema> =>
    Object.fromEntries(Object.entries(all).map(([name, inner]) => [name, map(inner)]));
  const { properties, patternProperties, items, anyOf } = schema;
  return change({
    ...schema,
    ...(properties !== undefined && { properties: mapAll(properties) }),
    ...(patternProperties !== undefined && { patternProperties: mapAll(patternProperties) }),
    ...(items !== undefined && { items: isTuple(items) ? items.map(map) : map(items) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(map) }),
  });
}

/** Whether each place of a list has a schema of its own. */
export function isTuple(items: Schema | readonly Schema[]): items is readonly Schema[] {
  return Array.isArray(items);
}
