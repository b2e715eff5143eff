import type { Schema } from '../../schema/schemaWords.ts';

/** Texts from a path or a query as their schema takes them: numbers and defaults. What is no number stays a text, and is refused as one. */
export function readTexts(schema: Schema, given: unknown): Record<string, unknown> {
  const properties = schema.properties ?? {};
  const defaults = Object.entries(properties).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const texts = Object.entries(given as Record<string, unknown>).map(([name, text]) => {
    const isNumber = Object.hasOwn(properties, name) && /^(?:integer|number)$/.test(properties[name]?.type ?? '');
    return [name, isNumber && typeof text === 'string' && /^-?\d{1,16}$/.test(text) ? Number(text) : text] as const;
  });
  return Object.fromEntries([...defaults, ...texts]);
}
