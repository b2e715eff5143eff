create table mail_settings (
  singleton boolean primary key default true check (singleton),
  value jsonb not null,
  -- Sealed with a key that stands beside the database.
  password bytea,
  -- When a test mail was taken by the server last.
  tested_at timestamptz
);

create table mail (
  id bigint primary key generated always as identity,
  created_at timestamptz not null,
  subject text not null,
  -- Empty once it is sent.
  body_text text not null,
  body_html text not null,
  recipients text[] not null,
  -- Whom no server has taken it for yet.
  pending text[] not null,
  message_id text not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  give_up_at timestamptz not null,
  -- Somebody is sending it; if they die it is free again then.
  claimed_until timestamptz,
  last_error text,
  sent_at timestamptz
);
create index mail_waiting on mail (next_attempt_at) where state = 'waiting';
create index mail_state on mail (state, id desc);

-- When the mail that tells of the block was made, or that none will.
alter table block add column told_at timestamptz;
create index block_untold on block (id) where told_at is null;

-- What fields the newest lines of a device have.
create index context_device on context (device_id, id desc);
