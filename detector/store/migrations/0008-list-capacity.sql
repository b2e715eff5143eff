-- The view of the service tells how many entries the firewall takes (the setting listCapacity), so that dashboards and alerts can hold
-- the length of the list against it. Nobody has set it in older settings: then it is the setting's default.
create or replace view report.service as
select coalesce((select detection from settings), true) as is_detecting,
  extract(epoch from now() - coalesce(v.at, (select created_at from installation)))::float8 as heartbeat_age_s,
  v.process, v.memory_bytes, v.records_waiting, v.backlog_bytes, v.list_entries, v.disk_free_bytes,
  v.contacts, v.contacts_capacity,
  extract(epoch from v.certificate_ends_at - now())::float8 / 86400 as certificate_days,
  case when v.disk_free_bytes < before.disk_free_bytes
    then v.disk_free_bytes / ((before.disk_free_bytes - v.disk_free_bytes)
      / (extract(epoch from v.at - before.at)::float8 / 86400)) end as disk_days,
  (select count(*) from block where released_at is null) as active_blocks,
  (select count(*) from finding where outcome = 'hold' and decided_at is null) as held_findings,
  (select count(*) from mail where state = 'waiting') as waiting_mails,
  (select count(*) from engine_change where applied_record_id is null) as waiting_changes,
  coalesce((select (value ->> 'listCapacity')::integer from settings), 50000) as list_capacity
from (select) one
left join lateral (
  select * from vital where is_working order by minute desc, at desc limit 1
) v on true
left join lateral (
  select at, disk_free_bytes from vital old
  where old.process = v.process and old.minute >= v.minute - interval '7 days' and old.minute <= v.minute - interval '6 hours'
  order by old.minute limit 1
) before on true;
