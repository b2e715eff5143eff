import type { Queryable } from '../../detector/store/database.ts';

/** Everything that came of some lines and that a crash must not change. */
export interface StoredOutcome {
  /** The numbers of each device's lines in the order in which they are stored. */
  readonly order: Readonly<Record<string, readonly number[]>>;
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/** One text per row, so that a difference can be read. */
const queries: Readonly<Record<string, string>> = {
  records: `select concat_ws(' ', device, extra ->> 'SeqNo', time, host, type, source, source_port, destination, destination_port,
      action, rule, severity, threat_name) as row
    from syslog_records order by device, (extra ->> 'SeqNo')::int`,
  findings: `select concat_ws(' ', at, case_name, host(source), coalesce(host(target), '-'), coalesce(port::text, '-'), amount,
      outcome, reason, evidence) as row
    from finding order by source, at, case_name, target, port`,
  blocks: `select concat_ws(' ', address, origin, detected_at, last_seen_at, expires_at, 'findings', findings, 'hit', last_hit_at,
      coalesce(release_reason, 'active')) as row
    from block order by address, detected_at`,
  recordCounts: `select concat_ws(' ', time, device, action, rule, country, severity, records) as row from record_counts order by 1`,
  findingCounts: `select concat_ws(' ', time, device, rule, country, severity, "case", findings) as row from finding_counts order by 1`,
  devices: `select concat_ws(' ', d.name, s.lines, s.records, 'late', s.late, 'future', s.future, s.newest_at) as row
    from device_state s join device d on d.id = s.device_id order by 1`,
  audit: `select concat_ws(' ', actor, action, subject, count(*)) as row from audit_event group by actor, action, subject order by 1`,
};

export async function readOutcome(database: Queryable): Promise<StoredOutcome> {
  const tables: Record<string, string[]> = {};
  for (const [name, sql] of Object.entries(queries)) {
    const { rows } = await database.query<{ row: string }>(sql);
    tables[name] = rows.map(({ row }) => row);
  }
  return { order: await readOrder(database), tables };
}

/** The numbers of each device's lines in the order in which they are stored. */
export async function readOrder(database: Queryable): Promise<Record<string, number[]>> {
  const { rows } = await database.query<{ device: string; numbers: number[] }>(
    `select device, array_agg((extra ->> 'SeqNo')::int order by id) as numbers from syslog_records group by device`,
  );
  return Object.fromEntries(rows.map(({ device, numbers }) => [device, numbers]));
}

/** How many records there are by the number of the newest: cheap enough to ask again and again. */
export async function countStored(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ records: number }>('select last_record_id as records from ingest');
  return rows[0].records;
}
