import type Type from 'typebox';

/** The parts of a JSON schema that the contract uses. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
}

export const plain = (schema: Type.TSchema): Schema => schema;

/** What a value of this schema is, to follow "it takes". */
export function wordsOf(schema: Schema): string {
  if (schema.enum !== undefined) return `one of ${schema.enum.map((word) => JSON.stringify(word)).join(', ')}`;
  if (schema.anyOf !== undefined) return schema.anyOf.map(wordsOf).join(' or ');
  switch (schema.type) {
    case 'integer':
      return `a whole number${bounds(schema.minimum, schema.maximum)}`;
    case 'number':
      return `a number${bounds(schema.minimum, schema.maximum)}`;
    case 'string':
      return `${schema.description ?? 'a text'}${lengths(schema.minLength, schema.maxLength, 'characters')}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `a list${lengths(schema.minItems, schema.maxItems, 'entries')}`;
    case 'object':
      return objectWords(schema);
    default:
      return 'another value';
  }
}

function objectWords({ properties = {}, required = [] }: Schema): string {
  const names = Object.entries(properties).map(([name, value]) => `${name} (${wordsOf(value)})`);
  if (names.length === 0) return 'an object';
  return `an object with ${required.length === names.length ? '' : 'any of '}${names.join(', ')}`;
}

function bounds(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

function lengths(least: number | undefined, most: number | undefined, what: string): string {
  if (most === undefined) return least === undefined ? '' : ` with at least ${least} ${what}`;
  return least === undefined ? `, at most ${most} ${what}` : `, ${least} to ${most} ${what}`;
}
