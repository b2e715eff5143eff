-- What ends is looked for each minute, among many blocks that do not.
create index block_expires on block (expires_at) where released_at is null;
create index block_released on block (released_at) where released_at is not null;
create index audit_event_at on audit_event (at);

-- A finding that waits for a person's word stands once, however often its case comes true again.
delete from finding f using (
  select id, row_number() over (partition by source, case_name, target, port order by at desc, id desc) as place
  from finding where outcome = 'hold' and decided_at is null
) held
where f.id = held.id and held.place > 1;
create unique index finding_held_once on finding (source, case_name, target, port) nulls not distinct
  where outcome = 'hold' and decided_at is null;
create index finding_held on finding (at desc) where outcome = 'hold' and decided_at is null;
create index finding_block on finding (block_id) where block_id is not null;

-- When a client was last given the list, and when so by a door that not everybody may use: such a client is never blocked.
alter table list_client add column last_served_at timestamptz, add column trusted_at timestamptz;
update list_client set last_served_at = last_at where last_status in (200, 304);
