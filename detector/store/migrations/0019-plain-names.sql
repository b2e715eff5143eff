-- Names that say what they hold: exclusions, when a mail was sent, contacts that were evicted.
update settings set value = (value - 'leftOut') || jsonb_build_object('exclusions', value -> 'leftOut') where value ? 'leftOut';

alter table block rename column told_at to notified_at;
alter index block_untold rename to block_notification_pending;

alter table vital rename column contacts_let_go to contacts_evicted;
alter view report.vitals rename column contacts_let_go to contacts_evicted;
