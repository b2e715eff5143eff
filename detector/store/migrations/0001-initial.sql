-- Which database this is: a list on disk knows the one that it was made from.
create table installation (
  singleton boolean primary key default true check (singleton),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);
insert into installation default values;

-- The newest record's number. Each batch moves it on from the number that it knows, which fences a second detector.
create table ingest (
  singleton boolean primary key default true check (singleton),
  last_record_id bigint not null default 0,
  -- The newest batch's own mark: tells a commit whose answer was lost from somebody else's.
  batch uuid
);
insert into ingest default values;

create table device (
  id smallint primary key generated always as identity,
  name text not null,
  hosts text[] not null default '{}',
  files text[] not null default '{}',
  senders inet[] not null default '{}',
  time_zone text,
  format text,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index device_name on device (lower(name)) where removed_at is null;

create table device_state (
  device_id smallint primary key references device (id),
  lines bigint not null default 0,
  records bigint not null default 0,
  late bigint not null default 0,
  future bigint not null default 0,
  newest_at timestamptz,
  last_line_at timestamptz
);

create table unreadable (
  device_id smallint not null references device (id),
  reason text not null,
  lines bigint not null,
  last_at timestamptz not null,
  samples text[] not null,
  primary key (device_id, reason)
);

create table unregistered (
  input text not null,
  host text not null,
  lines bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (input, host)
);

-- Lines that no device can be named for: longer than the limit, or dropped before they were read.
create table intake_loss (
  reason text primary key,
  lines bigint not null,
  last_at timestamptz not null
);

create table context (
  id integer primary key,
  device_id smallint not null references device (id),
  host text not null,
  input text not null,
  type text not null,
  subtype text not null,
  action text not null,
  rule text not null,
  rule_id text not null,
  severity text not null,
  source_location text not null,
  destination_location text not null,
  protocol text not null,
  application text not null,
  source_zone text not null,
  destination_zone text not null,
  direction text not null,
  end_reason text not null
);

-- Partitioned by UTC day, and each day by ranges of record numbers, so that no index being written to grows large.
-- Columns stand widest first: alignment would cost 12 bytes a row otherwise. Eight of them keep the null bitmap at one byte.
create table record (
  at timestamptz not null,
  id bigint not null,
  context integer not null,
  source_port integer not null,
  destination_port integer not null,
  source inet not null,
  destination inet not null,
  detail jsonb
) partition by range (at);

-- Days as numbers since 1970. The oldest table has no first day: it takes what is older than all days kept.
create table record_day (
  name text primary key,
  from_day integer,
  to_day integer not null
);

create table record_partition (
  name text primary key,
  day_name text not null references record_day (name) on delete cascade,
  number_window integer not null,
  indexed boolean not null default false
);

create view syslog_records as
select
  r.id, r.at as "time", d.name as device, c.host,
  coalesce(nullif(c.input, ''), r.detail -> 'extra' ->> 'input', '') as log_file,
  c.type, c.subtype, r.source, r.source_port,
  coalesce(nullif(c.source_location, ''), r.detail -> 'extra' ->> 'sourceLocation', '') as source_location,
  r.detail ->> 'user' as "user",
  r.destination, r.destination_port,
  coalesce(nullif(c.destination_location, ''), r.detail -> 'extra' ->> 'destinationLocation', '') as destination_location,
  c.action, c.rule, c.rule_id, c.severity,
  r.detail ->> 'threatName' as threat_name, r.detail ->> 'threatId' as threat_id,
  c.protocol, c.application, c.source_zone, c.destination_zone, c.direction, c.end_reason,
  r.detail -> 'extra' as extra
from record r
join context c on c.id = r.context
join device d on d.id = c.device_id;

create table count_key (
  id integer primary key generated always as identity,
  device_id smallint not null references device (id),
  action text not null,
  rule text not null,
  country text not null,
  severity text not null,
  -- Empty: records. Else findings of that case.
  case_name text not null default '',
  unique (device_id, action, rule, country, severity, case_name)
);

create table minute_count (
  minute timestamptz not null,
  key integer not null references count_key (id),
  amount bigint not null,
  primary key (minute, key)
);

create view record_counts as
select m.minute as "time", d.name as device, k.action, k.rule, k.country, k.severity, m.amount as records
from minute_count m join count_key k on k.id = m.key join device d on d.id = k.device_id
where k.case_name = '';

create view finding_counts as
select m.minute as "time", d.name as device, k.action, k.rule, k.country, k.severity, k.case_name as "case", m.amount as findings
from minute_count m join count_key k on k.id = m.key join device d on d.id = k.device_id
where k.case_name <> '';

create table block (
  id bigint primary key generated always as identity,
  address inet not null,
  origin text not null,
  location text not null default '',
  detected_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz,
  fixed_end boolean not null default false,
  reason text not null default '',
  evidence jsonb,
  findings integer not null default 0,
  first_hit_at timestamptz,
  last_hit_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  released_at timestamptz,
  released_by text,
  release_reason text
);
create unique index block_active on block (address) where released_at is null;
create index block_address on block (address, detected_at desc);
-- The few ranges among the active blocks: a hit inside one renews it.
create index block_ranges on block using gist (address inet_ops)
  where released_at is null and masklen(address) < case family(address) when 4 then 32 else 128 end;

create table finding (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  case_name text not null,
  source inet not null,
  source_location text not null,
  target inet,
  port integer,
  amount integer not null,
  outcome text not null,
  reason text,
  block_id bigint references block (id),
  evidence jsonb not null,
  record_id bigint not null,
  -- A held finding waits until a person says 'block' or 'dismiss'.
  decided_at timestamptz,
  decided_by text,
  decision text
);
create index finding_source on finding (source, at desc);
create index finding_at on finding (at desc);

create table allow_entry (
  id bigint primary key generated always as identity,
  range inet not null,
  reason text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz,
  removed_at timestamptz,
  removed_by text
);
create unique index allow_entry_active on allow_entry (range) where removed_at is null;

-- After a release nothing blocks the range again for an hour.
create table grace (
  range inet primary key,
  until timestamptz not null
);

create table audit_event (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_event_subject on audit_event (subject, id desc);

create table settings (
  singleton boolean primary key default true check (singleton),
  revision integer not null,
  value jsonb not null,
  detection boolean not null default true
);

-- What a person changed that the running engine has to follow, in order, at a known place between two records.
create table engine_change (
  id bigint primary key generated always as identity,
  made_at timestamptz not null default now(),
  kind text not null,
  detail jsonb not null,
  applied_record_id bigint
);
create index engine_change_pending on engine_change (id) where applied_record_id is null;

create table engine_snapshot (
  record_id bigint not null,
  part integer not null,
  settings_revision integer not null,
  change_id bigint not null,
  made_at timestamptz not null default now(),
  data bytea not null,
  primary key (record_id, part)
);

create table file_position (
  identity text primary key,
  path text not null,
  position bigint not null,
  tail text not null,
  updated_at timestamptz not null default now()
);

-- Batches that a client pushed and how many of their bytes are stored: a repeated one is known by its digest and goes on there.
create table push_batch (
  digest bytea primary key,
  position bigint not null,
  stored_at timestamptz not null default now()
);

create table job_run (
  id bigint primary key generated always as identity,
  name text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null,
  message text not null
);
create index job_run_name on job_run (name, started_at desc);

create table list_client (
  client inet primary key,
  first_at timestamptz not null,
  last_at timestamptz not null,
  polls bigint not null,
  last_status integer not null,
  last_entries integer,
  user_agent text not null
);

-- One row for each client and minute: a stranger may ask as often as he likes.
create table list_poll (
  client inet not null references list_client (client) on delete cascade,
  minute timestamptz not null,
  polls bigint not null,
  status integer not null,
  entries integer,
  etag text not null,
  primary key (client, minute)
);
