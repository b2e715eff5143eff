-- What people write down about a block, and the device whose records led to it, for lists to filter by.
alter table block
  add column ticket text not null default '',
  add column note text not null default '',
  add column device_id smallint generated always as ((evidence ->> 'deviceId')::smallint) stored;
alter table finding
  add column device_id smallint generated always as ((evidence ->> 'deviceId')::smallint) stored;

-- Lists go by these, newest first; new blocks over time are counted from the first.
create index block_detected on block (detected_at, id) include (origin);
create index finding_turned_down on finding (outcome, at desc, id desc)
  where outcome in ('refuse', 'watch') and decided_at is null;

-- Lines by the minute in which they arrived, whatever their own times say.
create table intake_minute (
  minute timestamptz not null,
  device_id smallint not null references device (id),
  lines bigint not null,
  records bigint not null,
  unreadable bigint not null,
  primary key (minute, device_id)
);
