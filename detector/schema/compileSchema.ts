import type Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';

const maxViolations = 200;

// TypeBox keeps its settings for the whole process; its default of eight would leave faults out.
Settings.Set({ maxErrors: maxViolations });

/** The only place that compiles schemas, so that all of them are compiled under the same settings. */
export function compileSchema(schema: Type.TSchema): Validator {
  return Compile(schema);
}
