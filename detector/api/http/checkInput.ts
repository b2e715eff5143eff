import { MendableError } from '../../errors.ts';
import type { Route } from '../contract/route.ts';
import { createShapeCheck } from '../../schema/createShapeCheck.ts';
import { readTexts } from './readTexts.ts';
import { plain } from '../../schema/schemaWords.ts';

/** What came with a request: texts in the path and after the `?`, JSON in the body. */
export interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const parts = ['params', 'query', 'body'] as const;

/** Makes the check of what a route takes. It gives the input, numbers read, or throws one `MendableError` with every fault. */
export function checkInputOf(route: Route): (given: Given) => Partial<Given> {
  const checks = parts.flatMap((part) => {
    const schema = route[part];
    return schema === undefined ? [] : [{ part, schema: plain(schema), faultsOf: createShapeCheck(part, schema) }];
  });
  return (given) => {
    const input = Object.fromEntries(
      checks.map(({ part, schema }) => [part, part === 'body' ? given.body : readTexts(schema, given[part])]),
    );
    const faults = checks.flatMap(({ part, faultsOf }) => faultsOf(input[part]));
    if (faults.length > 0) throw new MendableError('input-wrong', faults.join('\n'));
    return input;
  };
}
