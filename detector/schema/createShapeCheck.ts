import type Type from 'typebox';
import { compileSchema } from './compileSchema.ts';
import { plain, wordsOf } from './schemaWords.ts';
import type { Schema } from './schemaWords.ts';
import { strayCharacters } from './strayCharacters.ts';

const maxFaults = 50;
const maxShown = 120;

/** Makes a check that gives a sentence for each fault of a value, which it calls by this name: what it is, what it has to be. */
export function createShapeCheck(name: string, schema: Type.TSchema): (value: unknown) => string[] {
  const validator = compileSchema(schema);
  return (value) => {
    if (validator.Check(value)) return strayCharacters(name, value).slice(0, maxFaults);
    const faults = validator.Errors(value).flatMap((violation) => sentences(name, plain(schema), value, violation));
    if (faults.length === 0) faults.push(`${name} is ${shown(value)}: it takes ${wordsOf(plain(schema))}.`);
    return [...new Set(faults)].slice(0, maxFaults);
  };
}

interface Violation {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: object;
}

/** The alternatives of a choice are told together, and a name that is not known by its parent. */
function sentences(whole: string, schema: Schema, value: unknown, violation: Violation): string[] {
  if (violation.keyword === 'boolean') return [];
  const { schemaPath, instancePath, params } = ofWholeChoice(violation);
  const at = follow(schema, schemaPath) as Schema;
  const name = [whole, ...stepsOf(instancePath)].map(shorten).join('.');
  if ('requiredProperties' in params) {
    return (params.requiredProperties as string[]).map(
      (key) => `${name}.${key} is missing: it takes ${wordsOf(at.properties?.[key] ?? {})}.`,
    );
  }
  if ('additionalProperties' in params) {
    const known = Object.keys(at.properties ?? {}).join(', ');
    return (params.additionalProperties as string[]).map(
      (key) => `${name}.${shorten(key)} is not known: leave it out, or write one of ${known}.`,
    );
  }
  return [`${name} is ${shown(follow(value, instancePath))}: it takes ${wordsOf(at)}.`];
}

/** What is wrong with one alternative says that the choice as a whole does not fit. */
function ofWholeChoice(violation: Violation): Violation {
  const { schemaPath, instancePath } = violation;
  const end = schemaPath.indexOf('/anyOf/');
  if (end === -1) return violation;
  const above = schemaPath.slice(0, end);
  // Each of these steps of a schema is one step of the value.
  const depth = above.match(/\/properties\/[^/]*|\/items(?:\/\d+)?|\/additionalProperties/g)?.length ?? 0;
  const place = instancePath
    .split('/')
    .slice(0, depth + 1)
    .join('/');
  return { keyword: 'anyOf', schemaPath: above, instancePath: place, params: {} };
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : shorten(JSON.stringify(value));
}

/** What a JSON pointer points to. */
function follow(value: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce((at, step) => (at as Record<string, unknown>)[step], value);
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function shorten(text: string): string {
  return text.length <= maxShown ? text : `${text.slice(0, maxShown)} …`;
}
