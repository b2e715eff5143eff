import type { Client, Database } from '../database.ts';
import { dayMs } from '../../time/units.ts';
import { onlyRow } from '../onlyRow.ts';

/**
 * Record numbers per partition of a day. Tables that are being written to have no index but a closed one has, so more
 * than this makes a look-up in an open one slow (60 ms at 2 million rows); less makes more tables to plan over.
 */
export const windowSize = 2 ** 21;
const partitionLock = 4_190_002;

/** The tables that records stand in: one for each UTC day, split by ranges of record numbers. */
export interface RecordPartitions {
  /** The table for a record of this day and number, or undefined while `ensure` has not made it. */
  tableOf(day: number, recordId: number): string | undefined;
  ensure(day: number, recordId: number): Promise<string>;
  /** Trusts no table that is known here until `ensure` has looked again. */
  forget(): void;
  /** The first number that goes to another table than this one. */
  windowEnd(recordId: number): number;
  /** Builds the indexes of every table that takes no more records; returns their names. */
  indexClosed(lastRecordId: number, today: number): Promise<string[]>;
  /** Drops what is wholly older than `day`, and the older rows of what is partly so; returns the days dropped. */
  dropBefore(day: number): Promise<string[]>;
}

interface Day {
  readonly name: string;
  readonly from_day: number | null;
  readonly to_day: number;
}

/**
 * `oldestDay` is the first day that gets a table of its own, unless tables of earlier ones are there still: what is older
 * than all of these shares one.
 */
export async function openRecordPartitions(database: Database, oldestDay: number): Promise<RecordPartitions> {
  let days: Day[] = [];
  const leaves = new Set<string>();

  async function load(client: Pick<Client, 'query'>): Promise<void> {
    days = (await client.query<Day>('select name, from_day, to_day from record_day order by to_day')).rows;
    leaves.clear();
    const { rows } = await client.query<{ name: string }>('select name from record_partition');
    for (const row of rows) leaves.add(row.name);
  }

  function dayOf(day: number): Day | undefined {
    return days.find((known) => day < known.to_day && (known.from_day === null || day >= known.from_day));
  }

  function tableOf(day: number, recordId: number): string | undefined {
    const known = dayOf(day);
    if (known === undefined) return undefined;
    const name = leafName(known.name, recordId);
    return leaves.has(name) ? name : undefined;
  }

  async function ensure(day: number, recordId: number): Promise<string> {
    const table = tableOf(day, recordId);
    if (table !== undefined) return table;
    return database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [partitionLock]);
      await load(client);
      if (dayOf(day) === undefined) {
        const made = describeDay(day, Math.min(oldestDay, ...days.map((known) => known.from_day ?? known.to_day)));
        await makeDay(client, made);
        days.push(made);
      }
      const parent = dayOf(day) as Day;
      const name = leafName(parent.name, recordId);
      if (!leaves.has(name)) await makeLeaf(client, name, parent.name, Math.floor(recordId / windowSize));
      leaves.add(name);
      return name;
    });
  }

  async function indexClosed(lastRecordId: number, today: number): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      `select p.name from record_partition p join record_day d on d.name = p.day_name
       where not p.indexed and (p.number_window < $1 or d.to_day < $2) order by p.name`,
      [Math.floor(lastRecordId / windowSize), today],
    );
    for (const { name } of rows) {
      await database.transaction(async (client) => {
        await client.query(`create index on ${name} (source, at)`);
        await client.query(`create index on ${name} using brin (at)`);
        await client.query('update record_partition set indexed = true where name = $1', [name]);
      });
    }
    return rows.map((row) => row.name);
  }

  async function dropBefore(day: number): Promise<string[]> {
    const { rows } = await database.pool.query<Day>(
      'select name, from_day, to_day from record_day where from_day is null or to_day <= $1 order by to_day',
      [day],
    );
    const client = await database.pool.connect();
    try {
      await client.query(`set lock_timeout = '5s'`);
      for (const old of rows.filter((known) => known.to_day <= day)) await dropDay(client, old.name);
      for (const old of rows.filter((known) => known.to_day > day)) {
        await client.query(`delete from ${old.name} where at < to_timestamp($1)`, [(day * dayMs) / 1000]);
      }
      await load(client);
    } finally {
      await client.query('reset lock_timeout').catch(() => undefined);
      client.release();
    }
    return rows.filter((known) => known.to_day <= day).map((known) => known.name);
  }

  await load(database.pool);
  const windowEnd = (recordId: number): number => (Math.floor(recordId / windowSize) + 1) * windowSize;
  return { tableOf, ensure, forget: () => leaves.clear(), windowEnd, indexClosed, dropBefore };
}

function leafName(dayName: string, recordId: number): string {
  return `${dayName}_${Math.floor(recordId / windowSize)}`;
}

function describeDay(day: number, oldestDay: number): Day {
  if (day < oldestDay) return { name: `record_before_${dateOf(oldestDay)}`, from_day: null, to_day: oldestDay };
  return { name: `record_${dateOf(day)}`, from_day: day, to_day: day + 1 };
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Made first and attached then: `partition of` would lock out every reader of the records. */
async function makeDay(client: Client, day: Day): Promise<void> {
  const bound = (value: number) => `'${new Date(value * dayMs).toISOString()}'`;
  const from = day.from_day === null ? 'minvalue' : bound(day.from_day);
  await client.query(`create table ${day.name} (like record) partition by range (id)`);
  await client.query(
    `alter table record attach partition ${day.name} for values from (${from}) to (${bound(day.to_day)})`,
  );
  await client.query('insert into record_day (name, from_day, to_day) values ($1, $2, $3)', [
    day.name,
    day.from_day,
    day.to_day,
  ]);
}

async function makeLeaf(client: Client, name: string, dayName: string, window: number): Promise<void> {
  await client.query(`create table ${name} (like record)`);
  await client.query(
    `alter table ${dayName} attach partition ${name} for values from (${window * windowSize}) to (${(window + 1) * windowSize})`,
  );
  await client.query('insert into record_partition (name, day_name, number_window) values ($1, $2, $3)', [
    name,
    dayName,
    window,
  ]);
}

/**
 * A reader of the records makes a plain `drop` wait, and every insert would queue behind it; detaching concurrently
 * waits without being waited for. One that was cut off in the middle is finished first.
 */
async function dropDay(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ pending: boolean }>(
    `select inhdetachpending as pending from pg_inherits where inhrelid = to_regclass($1)`,
    [name],
  );
  if (rows.length > 0) {
    await client.query(
      `alter table record detach partition ${name} ${onlyRow(rows).pending ? 'finalize' : 'concurrently'}`,
    );
  }
  await client.query(`drop table if exists ${name}`);
  await client.query('delete from record_day where name = $1', [name]);
}
