import Type from 'typebox';
import { settingsSchema } from '../model/settings.ts';

export type Changes = Record<string, unknown>;

/**
 * Lays `key=value` pairs with dotted keys over a document. A value is read as its setting takes it: numbers, true or
 * false, lists with commas between. Returns a sentence for each text that is no pair.
 */
export function layPairs(document: Changes, pairs: readonly string[]): { changes: Changes } | { faults: string[] } {
  const changes = structuredClone(document);
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, Math.max(equals, 0)).trim();
    if (key === '') faults.push(`${JSON.stringify(pair)} is not key=value: write it like portScan.ports=12.`);
    else if (seen.has(key)) faults.push(`${key} is given twice: leave one out.`);
    else if (!put(changes, key.split('.'), readValue(key.split('.'), pair.slice(equals + 1)))) {
      faults.push(`${key} is given both whole and in part: leave one out.`);
    }
    seen.add(key);
  }
  return faults.length > 0 ? { faults } : { changes };
}

function put(into: Changes, path: readonly string[], value: unknown): boolean {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    define(into, name, value);
    return true;
  }
  if (!Object.hasOwn(into, name)) define(into, name, {});
  const group = into[name];
  return typeof group === 'object' && group !== null && put(group as Changes, rest, value);
}

/** An assignment to `__proto__` would be lost, where an unknown name has to be refused. */
function define(into: Changes, name: string, value: unknown): void {
  Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true });
}

function readValue(path: readonly string[], text: string): unknown {
  const schema = schemaOf(path);
  if (schema === undefined) return text;
  if (Type.IsInteger(schema)) return readNumber(text);
  if (Type.IsBoolean(schema)) return text === 'true' ? true : text === 'false' ? false : text;
  if (Type.IsArray(schema)) {
    const items = text.split(',').map((item) => item.trim());
    const given = items.filter((item) => item !== '');
    return Type.IsInteger(schema.items) ? given.map(readNumber) : given;
  }
  return text;
}

function readNumber(text: string): number | string {
  return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function schemaOf(path: readonly string[]): Type.TSchema | undefined {
  let schema: Type.TSchema = settingsSchema;
  for (const name of path) {
    const field: Type.TSchema | undefined =
      Type.IsObject(schema) && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (field === undefined) return undefined;
    schema = field;
  }
  return schema;
}
