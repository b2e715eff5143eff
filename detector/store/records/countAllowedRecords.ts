import type { Database } from '../database.ts';
import { instantOf } from '../instantOf.ts';

/** Records since a time that the firewall let through from a range; undefined where counting them took too long. */
export async function countAllowedRecords(
  database: Database,
  range: string,
  sinceMs: number,
  budgetMs: number,
): Promise<number | undefined> {
  try {
    return await database.transaction(async (client) => {
      await client.query(`select set_config('statement_timeout', $1, true)`, [`${budgetMs}ms`]);
      const operator = range.includes('/') ? '<<=' : '=';
      const { rows } = await client.query<{ records: number }>(
        `select count(*) as records from record
         where at >= $1 and source ${operator} $2::inet and context in (select id from context where action = 'allow')`,
        [instantOf(sinceMs), range],
      );
      return rows[0].records;
    });
  } catch (error) {
    // It was cancelled by its own limit.
    if ((error as { code?: string }).code === '57014') return undefined;
    throw error;
  }
}
