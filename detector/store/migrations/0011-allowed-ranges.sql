-- Which ranges are on the allowlist now, for whoever watches: what is on it is not blocked, whatever block stands. Neither why nor by whom.
create view report.allowed as
select range, abbrev(range) as "text", created_at as added, expires_at as expires
from allow_entry where removed_at is null and (expires_at is null or expires_at > now());
