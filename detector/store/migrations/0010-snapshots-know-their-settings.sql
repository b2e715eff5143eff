-- A snapshot of the windows holds the settings that it was made with, as far as they matter to it; a revision counted every change.
alter table engine_snapshot drop column settings_revision;
