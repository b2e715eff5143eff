import type { Database } from './database.ts';

/** What one statement gives; undefined where it took longer than `limitMs` and was cancelled. */
export async function askWithin<Row extends object>(
  database: Database,
  limitMs: number,
  sql: string,
  values: readonly unknown[],
): Promise<Row[] | undefined> {
  try {
    return await database.transaction(async (client) => {
      await client.query(`select set_config('statement_timeout', $1, true)`, [`${Math.max(1, Math.ceil(limitMs))}ms`]);
      return (await client.query<Row>(sql, [...values])).rows;
    });
  } catch (error) {
    // It was cancelled by its own limit.
    if ((error as { code?: string }).code === '57014') return undefined;
    throw error;
  }
}
