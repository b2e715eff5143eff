-- Any known action but allow, however it is spelled; a word that nobody knows is no denial. A test holds it to detector/model/logWords.ts.
create function is_denied(action text) returns boolean language sql immutable parallel safe as $$
  select translate(lower(action), ' _', '--') = any (array[
    'alert', 'deny', 'drop', 'drop-packet', 'drop-all', 'drop-all-packets', 'random-drop', 'block', 'block-ip', 'block-url',
    'block-continue', 'block-override', 'block-cookie', 'sinkhole', 'continue', 'override', 'override-lockout',
    'syncookie-sent', 'forward', 'quarantine', 'wildfire-upload-success', 'wildfire-upload-fail', 'wildfire-upload-skip',
    'drop-icmp', 'dropicmp', 'reset-client', 'rst-client', 'resetclient', 'reset-server', 'rst-server', 'resetserver',
    'reset-both', 'rst-both', 'resetboth'])
$$;

alter table device_state
  -- Lines of log types that nothing is detected in, such as SYSTEM.
  add column other_types bigint not null default 0,
  -- Records with an action, direction … that the vendor is not known to use.
  add column unknown_words bigint not null default 0,
  -- The offset from UTC, in minutes, that its lines contradict the set time zone with; null while they agree or don't tell.
  add column likely_time_zone_offset smallint;

create or replace view report.records_by_time as
select c.step, c.at as "time", d.name as device, c.action, c.rule, c.severity, c.amount as records,
  is_denied(c.action) as is_denied,
  c.rule in (select jsonb_array_elements_text(coalesce(
    (select s.value -> 'denyRule' from settings s), '["Active Defense Deny"]'))) as is_block_hit
from (
  select 'minute' as step, m.minute as at, k.device_id, k.action, k.rule, k.severity, m.amount
  from minute_count m join count_key k on k.id = m.key where k.case_name = ''
  union all
  select 'hour', hour, device_id, action, rule, severity, amount from hour_count where case_name = ''
) c join device d on d.id = c.device_id;

-- They were never unreadable: nothing is to be mended about them.
insert into device_state (device_id, other_types)
select device_id, lines from unreadable where reason = 'other-type'
on conflict (device_id) do update set other_types = excluded.other_types;
delete from unreadable where reason = 'other-type';
