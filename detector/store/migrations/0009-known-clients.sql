-- This server itself, whose people try the list: set with each poll, by the addresses that it has then.
alter table list_client add column is_own boolean not null default false;
update list_client set is_own = true where client <<= inet '127.0.0.0/8' or client = inet '::1';

-- A client is known by five polls where they are regular, and by twenty whatever they are. Regular: three of four gaps are within a
-- minute (polls stand by the minute) or a tenth of the middle one, which is four minutes or more, as no firewall asks oftener than each
-- five. So a list that is polled by the day is watched after four days rather than nineteen, and who tries the list by hand is not known.
-- This server itself never is. A known one is missing when it has left out three polls.
create or replace view report.list_clients as
select c.client, c.first_at as "first", c.last_at as "last", c.last_served_at as last_served, c.polls, c.last_status,
  c.last_entries, c.user_agent, i.interval_s, k.is_known,
  k.is_known and now() > m.missing_from as is_missing,
  case when k.is_known then m.missing_from end as missing_from
from list_client c
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
cross join lateral (select c.last_at + 3 * i.interval_s * interval '1 second' as missing_from) m;
