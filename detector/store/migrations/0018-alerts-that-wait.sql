-- Since when a detector has worked without a break of more than two minutes, within the last day, and when the one before it was last
-- heard. Alerts about what a detector would have seen wait while none is awake, and allow for the time in which none was.
create view report.working as
select exists (select from vital where is_working and minute > now() - interval '3 minutes' and at >= now() - interval '60 seconds') as is_awake,
  w.since, (select v.at from vital v where v.is_working and v.minute < w.since order by v.minute desc limit 1) as stopped
from (
  select max(minute) filter (where before is null or at - before > interval '2 minutes') as since
  from (
    select minute, at, lag(at) over (order by minute, at) as before
    from vital where is_working and minute > now() - interval '1 day'
  ) v
) w;

-- What is of another log type is counted as that and is not unreadable. Quiet is for a detector that is awake to say.
create or replace view report.devices as
select d.name as device, d.created_at as registered, d.removed_at as removed, d.time_zone,
  coalesce(s.lines, 0) as lines, coalesce(s.records, 0) as records, coalesce(s.late, 0) as late, coalesce(s.future, 0) as future,
  (select coalesce(sum(u.lines), 0)::bigint from unreadable u where u.device_id = d.id and u.reason <> 'other-type') as unreadable,
  s.newest_at as newest, s.last_line_at as last_line, i.lines_15m, i.lines_24h,
  d.removed_at is null and i.lines_15m = 0
    and (i.lines_24h >= 960 or i.lines_24h = 0 and i.lines_8d > 0)
    and w.is_awake and w.since <= now() - interval '15 minutes' as is_quiet
from device d
left join device_state s on s.device_id = d.id
cross join report.working w
cross join lateral (
  select coalesce(sum(m.lines) filter (where m.minute > now() - interval '15 minutes'), 0)::bigint as lines_15m,
    coalesce(sum(m.lines) filter (where m.minute > now() - interval '24 hours'), 0)::bigint as lines_24h,
    coalesce(sum(m.lines), 0)::bigint as lines_8d
  from intake_minute m where m.device_id = d.id and m.minute > now() - interval '8 days'
) i;

-- A client is known by five polls where they are regular, and by twenty whatever they are (migration 9). A known one is missing when it
-- has left out three polls while it could have asked: the time in which no detector was there is given to it again.
create or replace view report.list_clients as
select c.client, c.first_at as "first", c.last_at as "last", c.last_served_at as last_served, c.polls, c.last_status,
  c.last_entries, c.user_agent, i.interval_s, k.is_known,
  k.is_known and w.is_awake and now() > m.missing_from as is_missing,
  case when k.is_known then m.missing_from end as missing_from
from list_client c
cross join report.working w
cross join lateral (
  select array_agg(gap) as gaps, count(gap) as amount,
    greatest(60, percentile_cont(0.5) within group (order by gap)) as interval_s
  from (
    select extract(epoch from n.minute - lead(n.minute) over (order by n.minute desc)) as gap
    from (select p.minute from list_poll p where p.client = c.client order by p.minute desc limit 20) n
  ) g
) i
cross join lateral (
  select c.last_served_at is not null and not c.is_own
    and (i.amount >= 19 or i.amount >= 4 and i.interval_s >= 240 and (
      select 4 * count(*) >= 3 * i.amount from unnest(i.gaps) gap
      where abs(gap - i.interval_s) <= greatest(60, i.interval_s / 10)
    )) as is_known
) k
cross join lateral (
  select c.last_at + 3 * i.interval_s * interval '1 second'
    + case when w.stopped < w.since and c.last_at < w.since then w.since - greatest(w.stopped, c.last_at) else interval '0' end as missing_from
) m;
