import { deviceNames } from '../blacklist/blockTotals.ts';
import type { Queryable } from '../database.ts';

export interface RecordWords {
  readonly devices: string[];
  readonly actions: string[];
  readonly rules: string[];
  readonly severities: string[];
  readonly types: string[];
  readonly subtypes: string[];
  readonly countries: string[];
}

/** Words of one field at most. */
const maxWords = 500;

/** Words that records have in these fields, by alphabet. */
export async function recordWords(database: Queryable): Promise<RecordWords> {
  const words = async (column: string): Promise<string[]> => {
    const { rows } = await database.query<{ word: string }>(
      `select distinct ${column} as word from context where ${column} <> '' order by word limit $1`,
      [maxWords],
    );
    return rows.map(({ word }) => word);
  };
  return {
    devices: await deviceNames(database),
    actions: await words('action'),
    rules: await words('rule'),
    severities: await words('severity'),
    types: await words('type'),
    subtypes: await words('subtype'),
    countries: await words('source_location'),
  };
}
