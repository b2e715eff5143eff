-- What a context's records are counted under: looked up once for each context rather than in each batch.
alter table context add column count_key integer references count_key (id);
insert into count_key (device_id, action, rule, country, severity)
select distinct device_id, action, rule, source_location, severity from context on conflict do nothing;
update context c set count_key = k.id from count_key k
where (k.device_id, k.action, k.rule, k.country, k.severity, k.case_name)
  = (c.device_id, c.action, c.rule, c.source_location, c.severity, '');
alter table context alter column count_key set not null;

-- Each batch of a minute changes the same rows: with room in their pages that touches no index.
alter table minute_count set (fillfactor = 70);
alter table hour_count set (fillfactor = 70);
