import type Type from 'typebox';
import { compileSchema } from '../../schema/compileSchema.ts';
import { mapSchema } from '../../schema/mapSchema.ts';
import { plain } from '../../schema/schemaWords.ts';
import type { Schema } from '../../schema/schemaWords.ts';

/** Makes the check of what a route answers: exactly what its schema names, so that nothing gets out that nobody meant to show. */
export function createAnswerCheck(answer: Type.TSchema): (value: unknown) => void {
  const validator = compileSchema(mapSchema(plain(answer), sealed));
  return (value) => {
    if (validator.Check(value)) return;
    const faults = validator.Errors(value).map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new Error(`an answer breaks its schema: ${faults.slice(0, 10).join('; ')}`);
  };
}

/** Closed where it lists its properties. */
function sealed(schema: Schema): Schema {
  return schema.properties === undefined ? schema : { ...schema, additionalProperties: false };
}
