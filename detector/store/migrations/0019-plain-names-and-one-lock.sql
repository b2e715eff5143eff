-- Names that say what they hold: exclusions, when a mail was sent, contacts that were evicted.
update settings set value = (value - 'leftOut') || jsonb_build_object('exclusions', value -> 'leftOut') where value ? 'leftOut';

alter table block rename column told_at to notified_at;
alter index block_untold rename to block_notification_pending;

alter table vital rename column contacts_let_go to contacts_evicted;
alter view report.vitals rename column contacts_let_go to contacts_evicted;

-- Locked by whatever changes blacklist, allowlist, own networks or held findings. A table, since a role that only reads may
-- take any advisory lock, but no lock of a table that it may not write to.
create table decision_lock ();

-- Each failed try to register a sender took a number of 32,767 in all; tries take none any more, and those are given back.
select setval(pg_get_serial_sequence('device', 'id'), coalesce(max(id), 1), max(id) is not null) from device;

-- Grows each time a detector takes the lead: one that was overtaken stores no snapshot of its windows any more.
alter table ingest add column leader bigint not null default 0;
-- CRC-32 of each part; a snapshot from before has none, and the windows are rebuilt once.
alter table engine_snapshot add column checksum bigint;
