import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** Totals that tell how the detector is, since its database began. */
export interface Vitals {
  readonly lines: number;
  readonly records: number;
  readonly unreadable: number;
  readonly lost: number;
  readonly unregistered: number;
  readonly lastLineAt: number | null;
  readonly changesWaiting: number;
  readonly blocks: number;
  readonly held: number;
  readonly polls: number;
  readonly mailsWaiting: number;
}

export async function loadVitals(database: Queryable): Promise<Vitals> {
  const { rows } = await database.query<Vitals>(
    `select
       (select coalesce(sum(lines), 0)::bigint from device_state) as "lines",
       (select last_record_id from ingest) as "records",
       (select coalesce(sum(lines), 0)::bigint from unreadable) as "unreadable",
       (select coalesce(sum(lines), 0)::bigint from intake_loss) as "lost",
       (select coalesce(sum(lines), 0)::bigint from unregistered) as "unregistered",
       (select max(last_line_at) from device_state) as "lastLineAt",
       (select count(*) from engine_change where applied_record_id is null) as "changesWaiting",
       (select count(*) from block where released_at is null) as "blocks",
       (select count(*) from finding where outcome = 'hold' and decided_at is null) as "held",
       (select coalesce(sum(polls), 0)::bigint from list_client) as "polls",
       (select count(*) from mail where state = 'waiting') as "mailsWaiting"`,
  );
  return onlyRow(rows);
}
