-- When a device last sent a record of the future: a clock that was mended is not called wrong for ever.
alter table device_state add column last_future_at timestamptz;
