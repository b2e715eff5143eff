import { askWithin } from '../askWithin.ts';
import type { Database } from '../database.ts';
import { instantOf } from '../instantOf.ts';

/** Records since a time that the firewall let through from a range; undefined where counting them took too long. */
export async function countAllowedRecords(
  database: Database,
  range: string,
  sinceMs: number,
  budgetMs: number,
): Promise<number | undefined> {
  const operator = range.includes('/') ? '<<=' : '=';
  const rows = await askWithin<{ records: number }>(
    database,
    budgetMs,
    `select count(*) as records from record
     where at >= $1 and source ${operator} $2::inet and context in (select id from context where action = 'allow')`,
    [instantOf(sinceMs), range],
  );
  return rows?.at(0)?.records;
}
