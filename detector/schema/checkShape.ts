import Type from 'typebox';
import { Value } from 'typebox/value';

/**
 * Every fault of a document of which any part may be absent, one sentence each. What a field takes is said in its
 * schema's description.
 */
export function checkShape(schema: Type.TObject, value: Record<string, unknown>, path = ''): string[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const name = `${path}${key}`;
    if (!Object.hasOwn(schema.properties, key)) {
      const known = Object.keys(schema.properties).join(', ');
      return [`${name} is not known: leave it out, or write one of ${known}.`];
    }
    const field = schema.properties[key];
    if (Type.IsObject(field)) {
      const isGroup = typeof item === 'object' && item !== null && !Array.isArray(item);
      if (isGroup) return checkShape(field, item as Record<string, unknown>, `${name}.`);
      return [
        `${name} is ${JSON.stringify(item)}: it takes an object with any of ${Object.keys(field.properties).join(', ')}.`,
      ];
    }
    if (Value.Check(field, item)) return [];
    return [`${name} is ${JSON.stringify(item)}: it takes ${descriptionOf(field)}.`];
  });
}

function descriptionOf(field: Type.TSchema): string {
  return 'description' in field ? String(field.description) : 'another value';
}
