import type { BlockOrigin } from '../../model/block.ts';
import type { Queryable } from '../database.ts';
import { instantOf } from '../instantOf.ts';

/** A stretch of time in steps; `fromMs` is the beginning of the first. */
export interface ChartRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/** How much there was of something from a time on, for one step. */
export interface ChartCount {
  readonly name: string;
  readonly at: number;
  readonly amount: number;
}

const step = (time: string) => `date_bin($3::bigint * interval '1 millisecond', ${time}, 'epoch')`;

/** New blocks by the case that they came of. */
export async function newBlocksByCase(database: Queryable, range: ChartRange): Promise<ChartCount[]> {
  const { rows } = await database.query<ChartCount & { name: BlockOrigin }>(
    `select origin as name, ${step('detected_at')} as at, count(*) as amount
     from block where detected_at >= $1 and detected_at < $2 group by 1, 2`,
    parametersOf(range),
  );
  return rows;
}

/** Lines by the device that sent them, as they arrived. */
export async function linesByDevice(database: Queryable, range: ChartRange): Promise<ChartCount[]> {
  const { rows } = await database.query<ChartCount>(
    `select d.name, m.at, m.amount from (
       select device_id, ${step('minute')} as at, sum(lines)::bigint as amount
       from intake_minute where minute >= $1 and minute < $2 group by 1, 2
     ) m join device d on d.id = m.device_id`,
    parametersOf(range),
  );
  return rows;
}

export interface Attacker {
  readonly address: string;
  readonly location: string;
  readonly findings: number;
  readonly lastAt: number;
}

/** Sources with the most findings. */
export async function topAttackers(database: Queryable, range: ChartRange, limit: number): Promise<Attacker[]> {
  const { rows } = await database.query<Attacker>(
    `select host(source) as address, max(source_location) as location, count(*) as findings, max(at) as "lastAt"
     from finding where at >= $1 and at < $2 group by source order by findings desc, "lastAt" desc limit $3`,
    [instantOf(range.fromMs), instantOf(range.toMs), limit],
  );
  return rows;
}

/** Countries with the most denied records: any known action but allow. */
export async function topCountries(
  database: Queryable,
  range: ChartRange,
  limit: number,
): Promise<{ country: string; denied: number }[]> {
  const { rows } = await database.query<{ country: string; denied: number }>(
    `select k.country, sum(m.amount)::bigint as denied from (
       select key, sum(amount) as amount from minute_count where minute >= $1 and minute < $2 group by key
     ) m join count_key k on k.id = m.key
     where k.case_name = '' and is_denied(k.action) and k.country <> ''
     group by k.country order by denied desc limit $3`,
    [instantOf(range.fromMs), instantOf(range.toMs), limit],
  );
  return rows;
}

function parametersOf({ fromMs, toMs, stepMs }: ChartRange): unknown[] {
  return [instantOf(fromMs), instantOf(toMs), stepMs];
}
