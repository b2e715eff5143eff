-- Records and findings by hour: charts over months would go through millions of minutes. Without the country, which makes
-- forty times as many rows.
create table hour_count (
  hour timestamptz not null,
  device_id smallint not null references device (id),
  action text not null,
  rule text not null,
  severity text not null,
  -- Empty: records. Else findings of that case.
  case_name text not null,
  amount bigint not null,
  primary key (hour, device_id, action, rule, severity, case_name)
);
insert into hour_count (hour, device_id, action, rule, severity, case_name, amount)
select date_trunc('hour', m.minute, 'UTC'), k.device_id, k.action, k.rule, k.severity, k.case_name, sum(m.amount)
from minute_count m join count_key k on k.id = m.key
group by 1, 2, 3, 4, 5, 6;

-- The busiest values of each hour, by kind and device. What strangers send decides on them, so each hour keeps a number of them only.
create table hour_top (
  hour timestamptz not null,
  kind text not null,
  device_id smallint not null references device (id),
  value text not null,
  amount bigint not null,
  primary key (hour, kind, device_id, value)
);

-- Up to which record the busiest values were counted.
create table top_progress (
  singleton boolean primary key default true check (singleton),
  record_id bigint not null default 0
);
insert into top_progress default values;

-- What a detector's process knows of itself, by minute: the worst of what took time, the newest of what stands.
create table vital (
  minute timestamptz not null,
  process text not null,
  at timestamptz not null,
  is_working boolean not null,
  stored_ms integer,
  published_ms integer,
  records_waiting integer not null,
  backlog_bytes bigint not null,
  memory_bytes bigint not null,
  contacts bigint not null,
  contacts_capacity bigint not null,
  contacts_let_go bigint not null,
  list_entries integer,
  certificate_ends_at timestamptz not null,
  tls_failures bigint not null,
  disk_free_bytes bigint not null,
  lines bigint not null,
  unreadable bigint not null,
  late bigint not null,
  lost bigint not null,
  primary key (minute, process)
);

-- Everything in this schema may be read by whoever watches: the views are the owner's, so the tables stay closed.
create schema report;
revoke all on schema report from public;

create view report.syslog_records as select * from syslog_records;

-- By minute and country.
create view report.record_counts as select * from record_counts;
create view report.finding_counts as select * from finding_counts;

-- A chart asks for the step 'minute' or 'hour'.
create view report.records_by_time as
select c.step, c.at as "time", d.name as device, c.action, c.rule, c.severity, c.amount as records,
  c.action <> 'allow' as is_denied,
  c.rule in (select jsonb_array_elements_text(coalesce(
    (select s.value -> 'denyRule' from settings s), '["Active Defense Deny"]'))) as is_block_hit
from (
  select 'minute' as step, m.minute as at, k.device_id, k.action, k.rule, k.severity, m.amount
  from minute_count m join count_key k on k.id = m.key where k.case_name = ''
  union all
  select 'hour', hour, device_id, action, rule, severity, amount from hour_count where case_name = ''
) c join device d on d.id = c.device_id;

create view report.findings_by_time as
select c.step, c.at as "time", d.name as device, c.case_name as "case", c.rule, c.severity, c.amount as findings
from (
  select 'minute' as step, m.minute as at, k.device_id, k.case_name, k.rule, k.severity, m.amount
  from minute_count m join count_key k on k.id = m.key where k.case_name <> ''
  union all
  select 'hour', hour, device_id, case_name, rule, severity, amount from hour_count where case_name <> ''
) c join device d on d.id = c.device_id;

create view report.busiest_by_hour as
select t.hour as "time", d.name as device, t.kind, t.value, t.amount as records
from hour_top t join device d on d.id = t.device_id;

create view report.blocks as
select b.id, b.address, abbrev(b.address) as "text", b.origin as "case", b.location as country, d.name as device,
  b.detected_at as detected, b.created_at as created, b.last_seen_at as last_seen, b.expires_at as expires,
  b.first_hit_at as first_hit, b.last_hit_at as last_hit, b.findings, b.created_by, b.reason, b.ticket,
  b.released_at as released, b.released_by, b.release_reason, b.released_at is null as is_active
from block b left join device d on d.id = b.device_id;

create view report.findings as
select f.id, f.at as "time", f.case_name as "case", f.source, f.source_location as country, d.name as device,
  f.target, f.port, f.amount, f.outcome, f.reason, f.block_id,
  f.outcome = 'hold' and f.decided_at is null as is_waiting, f.decision, f.decided_at as decided, f.decided_by
from finding f left join device d on d.id = f.device_id;

create view report.device_minutes as
select m.minute as "time", d.name as device, m.lines, m.records, m.unreadable
from intake_minute m join device d on d.id = m.device_id;

-- A device is quiet when nothing came for 15 minutes though ten lines or more would have been usual, or for a day though the week before had some.
create view report.devices as
select d.name as device, d.created_at as registered, d.removed_at as removed, d.time_zone,
  coalesce(s.lines, 0) as lines, coalesce(s.records, 0) as records, coalesce(s.late, 0) as late, coalesce(s.future, 0) as future,
  (select coalesce(sum(u.lines), 0)::bigint from unreadable u where u.device_id = d.id) as unreadable,
  s.newest_at as newest, s.last_line_at as last_line, i.lines_15m, i.lines_24h,
  d.removed_at is null and i.lines_15m = 0
    and (i.lines_24h >= 960 or i.lines_24h = 0 and i.lines_8d > 0) as is_quiet
from device d
left join device_state s on s.device_id = d.id
cross join lateral (
  select coalesce(sum(m.lines) filter (where m.minute > now() - interval '15 minutes'), 0)::bigint as lines_15m,
    coalesce(sum(m.lines) filter (where m.minute > now() - interval '24 hours'), 0)::bigint as lines_24h,
    coalesce(sum(m.lines), 0)::bigint as lines_8d
  from intake_minute m where m.device_id = d.id and m.minute > now() - interval '8 days'
) i;

create view report.unreadable_lines as
select d.name as device, u.reason, u.lines, u.last_at as "last"
from unreadable u join device d on d.id = u.device_id;

create view report.lost_lines as select reason, lines, last_at as "last" from intake_loss;

create view report.unregistered_senders as
select host, input, lines, first_at as "first", last_at as "last" from unregistered;

-- A client is known when it was given the list and has asked in at least 20 minutes; its interval is the middle one of its newest twenty.
create view report.list_clients as
select c.client, c.first_at as "first", c.last_at as "last", c.last_served_at as last_served, c.polls, c.last_status,
  c.last_entries, c.user_agent, i.interval_s,
  coalesce(c.last_served_at is not null and i.gaps >= 19, false) as is_known,
  coalesce(c.last_served_at is not null and i.gaps >= 19 and now() - c.last_at > 3 * i.interval_s * interval '1 second', false) as is_missing
from list_client c
cross join lateral (
  select count(gap) as gaps,
    greatest(60, percentile_cont(0.5) within group (order by gap)) as interval_s
  from (
    select extract(epoch from n.minute - lead(n.minute) over (order by n.minute desc)) as gap
    from (select p.minute from list_poll p where p.client = c.client order by p.minute desc limit 20) n
  ) g
) i;

create view report.list_polls as
select minute as "time", client, polls, status, entries from list_poll;

-- The newest run of each job; the names are found one by one, as there are few of them among many runs.
create view report.jobs as
with recursive job as (
  select min(name) as name from job_run
  union all
  select (select min(r.name) from job_run r where r.name > job.name) from job where job.name is not null
)
select job.name, run.started_at as started, run.ended_at as ended, run.outcome, run.message
from job cross join lateral (
  select * from job_run r where r.name = job.name order by r.started_at desc, r.id desc limit 1
) run;

create view report.job_runs as
select name, started_at as started, ended_at as ended, outcome, message from job_run;

-- Neither what mails say nor who gets them.
create view report.mails as
select id, created_at as created, state, attempts, next_attempt_at as next_attempt, sent_at as sent,
  cardinality(recipients) as recipients, cardinality(pending) as pending
from mail;

create view report.audit as
select id, at as "time", actor, action, subject from audit_event;

create view report.vitals as
select minute as "time", process, at, is_working, stored_ms, published_ms, records_waiting, backlog_bytes, memory_bytes,
  contacts, contacts_capacity, contacts_let_go, list_entries, certificate_ends_at as certificate_ends, tls_failures,
  disk_free_bytes, lines, unreadable, late, lost
from vital;

-- How it stands now, always one row. The days that the disk lasts come of what the last week used up.
create view report.service as
select coalesce((select detection from settings), true) as is_detecting,
  extract(epoch from now() - coalesce(v.at, (select created_at from installation)))::float8 as heartbeat_age_s,
  v.process, v.memory_bytes, v.records_waiting, v.backlog_bytes, v.list_entries, v.disk_free_bytes,
  v.contacts, v.contacts_capacity,
  extract(epoch from v.certificate_ends_at - now())::float8 / 86400 as certificate_days,
  case when v.disk_free_bytes < before.disk_free_bytes
    then v.disk_free_bytes / ((before.disk_free_bytes - v.disk_free_bytes)
      / (extract(epoch from v.at - before.at)::float8 / 86400)) end as disk_days,
  (select count(*) from block where released_at is null) as active_blocks,
  (select count(*) from finding where outcome = 'hold' and decided_at is null) as held_findings,
  (select count(*) from mail where state = 'waiting') as waiting_mails,
  (select count(*) from engine_change where applied_record_id is null) as waiting_changes
from (select) one
left join lateral (
  select * from vital where is_working order by minute desc, at desc limit 1
) v on true
left join lateral (
  select at, disk_free_bytes from vital old
  where old.process = v.process and old.minute >= v.minute - interval '7 days' and old.minute <= v.minute - interval '6 hours'
  order by old.minute limit 1
) before on true;

-- What a firewall calls a country, without case, blanks and signs, by the code that Grafana's map knows it by.
create table country (
  code text primary key,
  name text not null,
  spellings text not null
);
create function report.country_key(name text) returns text language sql immutable strict parallel safe
  return regexp_replace(lower(name), '[^a-z]', '', 'g');
create view report.countries as
select s.spelling as key, c.code, c.name from country c cross join lateral regexp_split_to_table(c.spellings, ' ') as s (spelling);

-- An address as a person wrote it; null where it is none.
create function report.address_of(written text) returns inet language plpgsql immutable strict parallel safe as $$
begin
  return trim(written)::inet;
exception when invalid_text_representation then
  return null;
end
$$;

insert into country (code, name, spellings) values
  ('AD', 'Andorra', 'ad and andorra principalityofandorra'),
  ('AE', 'United Arab Emirates', 'ae are unitedarabemirates'),
  ('AF', 'Afghanistan', 'af afg afghanistan islamicrepublicofafghanistan'),
  ('AG', 'Antigua and Barbuda', 'ag antiguaandbarbuda atg'),
  ('AI', 'Anguilla', 'ai aia anguilla'),
  ('AL', 'Albania', 'al alb albania republicofalbania'),
  ('AM', 'Armenia', 'am arm armenia republicofarmenia'),
  ('AN', 'Netherlands Antilles', 'an ant netherlandsantilles'),
  ('AO', 'Angola', 'ago angola ao republicofangola'),
  ('AQ', 'Antarctica', 'antarctica aq ata'),
  ('AR', 'Argentina', 'ar arg argentina argentinerepublic'),
  ('AS', 'American Samoa', 'americansamoa as asm'),
  ('AT', 'Austria', 'at austria aut republicofaustria'),
  ('AU', 'Australia', 'au aus australia'),
  ('AW', 'Aruba', 'abw aruba aw'),
  ('AX', 'Åland', 'ala aland alandislands ax land landislands'),
  ('AZ', 'Azerbaijan', 'az aze azerbaijan republicofazerbaijan'),
  ('BA', 'Bosnia and Herzegovina', 'ba bih bosniaandherzegovina republicofbosniaandherzegovina'),
  ('BB', 'Barbados', 'barbados bb brb'),
  ('BD', 'Bangladesh', 'bangladesh bd bgd peoplesrepublicofbangladesh'),
  ('BE', 'Belgium', 'be bel belgium kingdomofbelgium'),
  ('BF', 'Burkina Faso', 'bf bfa burkinafaso'),
  ('BG', 'Bulgaria', 'bg bgr bulgaria republicofbulgaria'),
  ('BH', 'Bahrain', 'bahrain bh bhr kingdomofbahrain'),
  ('BI', 'Burundi', 'bdi bi burundi republicofburundi'),
  ('BJ', 'Benin', 'ben benin bj republicofbenin'),
  ('BL', 'Saint-Barthélemy', 'bl blm saintbarthelemy saintbarthlemy'),
  ('BM', 'Bermuda', 'bermuda bm bmu'),
  ('BN', 'Brunei', 'bn brn brunei bruneidarussalam'),
  ('BO', 'Bolivia', 'bo bol bolivia boliviaplurinationalstateof plurinationalstateofbolivia'),
  ('BQ', 'Bonaire, Sint Eustatius, and Saba', 'bes bonairesainteustatiusandsaba bonairesinteustatiusandsaba bq sinteustatiusandsababonaire'),
  ('BR', 'Brazil', 'br bra brazil federativerepublicofbrazil'),
  ('BS', 'Bahamas', 'bahamas bhs bs commonwealthofthebahamas thebahamas'),
  ('BT', 'Bhutan', 'bhutan bt btn kingdomofbhutan'),
  ('BV', 'Bouvet Island', 'bouvetisland bv bvt'),
  ('BW', 'Botswana', 'botswana bw bwa republicofbotswana'),
  ('BY', 'Belarus', 'belarus blr by republicofbelarus'),
  ('BZ', 'Belize', 'belize blz bz'),
  ('CA', 'Canada', 'ca can canada'),
  ('CC', 'Cocos [Keeling] Islands', 'cc cck cocosislands cocoskeelingislands'),
  ('CD', 'Congo [DRC]', 'cd cod congodemocraticrepublicofthe congodrc congothedemocraticrepublicofthe democraticrepublicofthecongo drcongo thedemocraticrepublicofthecongo'),
  ('CF', 'Central African Republic', 'caf centralafricanrepublic cf'),
  ('CG', 'Congo [Republic]', 'cg cog congo congorepublic republicofthecongo'),
  ('CH', 'Switzerland', 'ch che swissconfederation switzerland'),
  ('CI', 'Côte d''Ivoire', 'ci civ cotedivoire ctedivoire ivorycoast republicofcotedivoire republicofctedivoire'),
  ('CK', 'Cook Islands', 'ck cok cookislands'),
  ('CL', 'Chile', 'chile chl cl republicofchile'),
  ('CM', 'Cameroon', 'cameroon cm cmr republicofcameroon'),
  ('CN', 'China', 'china chn cn peoplesrepublicofchina'),
  ('CO', 'Colombia', 'co col colombia republicofcolombia'),
  ('CR', 'Costa Rica', 'costarica cr cri republicofcostarica'),
  ('CU', 'Cuba', 'cu cub cuba republicofcuba'),
  ('CV', 'Cape Verde', 'caboverde capeverde cpv cv republicofcaboverde'),
  ('CW', 'Curaçao', 'curaao curacao cuw cw'),
  ('CX', 'Christmas Island', 'christmasisland cx cxr'),
  ('CY', 'Cyprus', 'cy cyp cyprus republicofcyprus'),
  ('CZ', 'Czech Republic', 'cz cze czechia czechrepublic'),
  ('DE', 'Germany', 'de deu federalrepublicofgermany germany'),
  ('DJ', 'Djibouti', 'dj dji djibouti republicofdjibouti'),
  ('DK', 'Denmark', 'denmark dk dnk kingdomofdenmark'),
  ('DM', 'Dominica', 'commonwealthofdominica dm dma dominica'),
  ('DO', 'Dominican Republic', 'do dom dominicanrepublic'),
  ('DZ', 'Algeria', 'algeria dz dza peoplesdemocraticrepublicofalgeria'),
  ('EC', 'Ecuador', 'ec ecu ecuador republicofecuador'),
  ('EE', 'Estonia', 'ee est estonia republicofestonia'),
  ('EG', 'Egypt', 'arabrepublicofegypt eg egy egypt'),
  ('EH', 'Western Sahara', 'eh esh westernsahara'),
  ('ER', 'Eritrea', 'er eri eritrea thestateoferitrea'),
  ('ES', 'Spain', 'es esp kingdomofspain spain'),
  ('ET', 'Ethiopia', 'et eth ethiopia federaldemocraticrepublicofethiopia'),
  ('FI', 'Finland', 'fi fin finland republicoffinland'),
  ('FJ', 'Fiji', 'fiji fj fji republicoffiji'),
  ('FK', 'Falkland Islands [Islas Malvinas]', 'falklandislands falklandislandsislasmalvinas falklandislandsmalvinas fk flk'),
  ('FM', 'Micronesia', 'federatedstatesofmicronesia fm fsm micronesia micronesiafederatedstatesof'),
  ('FO', 'Faroe Islands', 'faroeislands fo fro'),
  ('FR', 'France', 'fr fra france frenchrepublic'),
  ('GA', 'Gabon', 'ga gab gabon gaboneserepublic'),
  ('GB', 'United Kingdom', 'gb gbr greatbritain uk unitedkingdom unitedkingdomofgreatbritainandnorthernireland'),
  ('GD', 'Grenada', 'gd grd grenada'),
  ('GE', 'Georgia', 'ge geo georgia'),
  ('GF', 'French Guiana', 'frenchguiana gf guf'),
  ('GG', 'Guernsey', 'gg ggy guernsey'),
  ('GH', 'Ghana', 'gh gha ghana republicofghana'),
  ('GI', 'Gibraltar', 'gi gib gibraltar'),
  ('GL', 'Greenland', 'gl greenland grl'),
  ('GM', 'Gambia', 'gambia gm gmb republicofthegambia thegambia'),
  ('GN', 'Guinea', 'gin gn guinea republicofguinea'),
  ('GP', 'Guadeloupe', 'glp gp guadeloupe'),
  ('GQ', 'Equatorial Guinea', 'equatorialguinea gnq gq republicofequatorialguinea'),
  ('GR', 'Greece', 'gr grc greece hellenicrepublic'),
  ('GS', 'South Georgia and the South Sandwich Islands', 'gs sgs southgeorgiaandthesouthsandwichislands'),
  ('GT', 'Guatemala', 'gt gtm guatemala republicofguatemala'),
  ('GU', 'Guam', 'gu guam gum'),
  ('GW', 'Guinea-Bissau', 'gnb guineabissau gw republicofguineabissau'),
  ('GY', 'Guyana', 'guy guyana gy republicofguyana'),
  ('GZ', 'Gaza Strip', 'gazastrip gz'),
  ('HK', 'Hong Kong', 'hk hkg hongkong hongkongsar hongkongspecialadministrativeregionofchina'),
  ('HM', 'Heard Island and McDonald Islands', 'heardislandandmcdonaldislands hm hmd'),
  ('HN', 'Honduras', 'hn hnd honduras republicofhonduras'),
  ('HR', 'Croatia', 'croatia hr hrv republicofcroatia'),
  ('HT', 'Haiti', 'haiti ht hti republicofhaiti'),
  ('HU', 'Hungary', 'hu hun hungary'),
  ('ID', 'Indonesia', 'id idn indonesia republicofindonesia'),
  ('IE', 'Ireland', 'ie ireland irl'),
  ('IL', 'Israel', 'il isr israel stateofisrael'),
  ('IM', 'Isle of Man', 'im imn isleofman'),
  ('IN', 'India', 'in ind india republicofindia'),
  ('IO', 'British Indian Ocean Territory', 'britishindianoceanterritory io iot'),
  ('IQ', 'Iraq', 'iq iraq irq republicofiraq'),
  ('IR', 'Iran', 'ir iran iranislamicrepublicof irn islamicrepublicofiran'),
  ('IS', 'Iceland', 'iceland is isl republicoficeland'),
  ('IT', 'Italy', 'it ita italianrepublic italy'),
  ('JE', 'Jersey', 'je jersey jey'),
  ('JM', 'Jamaica', 'jam jamaica jm'),
  ('JO', 'Jordan', 'hashemitekingdomofjordan jo jor jordan'),
  ('JP', 'Japan', 'japan jp jpn'),
  ('KE', 'Kenya', 'ke ken kenya republicofkenya'),
  ('KG', 'Kyrgyzstan', 'kg kgz kyrgyzrepublic kyrgyzstan'),
  ('KH', 'Cambodia', 'cambodia kh khm kingdomofcambodia'),
  ('KI', 'Kiribati', 'ki kir kiribati republicofkiribati'),
  ('KM', 'Comoros', 'com comoros km unionofthecomoros'),
  ('KN', 'Saint Kitts and Nevis', 'kn kna saintkittsandnevis'),
  ('KP', 'North Korea', 'democraticpeoplesrepublicofkorea koreademocraticpeoplesrepublicof koreanorth kp northkorea prk'),
  ('KR', 'South Korea', 'kor korea korearepublicof koreasouth kr republicofkorea southkorea'),
  ('KW', 'Kuwait', 'kuwait kw kwt stateofkuwait'),
  ('KY', 'Cayman Islands', 'caymanislands cym ky'),
  ('KZ', 'Kazakhstan', 'kaz kazakhstan kazakstan kz republicofkazakhstan'),
  ('LA', 'Laos', 'la lao laopeoplesdemocraticrepublic laos'),
  ('LB', 'Lebanon', 'lb lbn lebaneserepublic lebanon'),
  ('LC', 'Saint Lucia', 'lc lca saintlucia'),
  ('LI', 'Liechtenstein', 'li lie liechtenstein principalityofliechtenstein'),
  ('LK', 'Sri Lanka', 'democraticsocialistrepublicofsrilanka lk lka srilanka'),
  ('LR', 'Liberia', 'lbr liberia lr republicofliberia'),
  ('LS', 'Lesotho', 'kingdomoflesotho lesotho ls lso'),
  ('LT', 'Lithuania', 'lithuania lt ltu republicoflithuania'),
  ('LU', 'Luxembourg', 'grandduchyofluxembourg lu lux luxembourg'),
  ('LV', 'Latvia', 'latvia lv lva republicoflatvia'),
  ('LY', 'Libya', 'lby libya libyanarabjamahiriya ly'),
  ('MA', 'Morocco', 'kingdomofmorocco ma mar morocco'),
  ('MC', 'Monaco', 'mc mco monaco principalityofmonaco'),
  ('MD', 'Moldova', 'md mda moldova moldovarepublicof republicofmoldova'),
  ('ME', 'Montenegro', 'me mne montenegro'),
  ('MF', 'Saint Martin', 'maf mf saintmartin saintmartinfrenchpart'),
  ('MG', 'Madagascar', 'madagascar mdg mg republicofmadagascar'),
  ('MH', 'Marshall Islands', 'marshallislands mh mhl republicofthemarshallislands'),
  ('MK', 'Macedonia [FYROM]', 'macedonia macedoniafyrom macedoniatheformeryugoslavrepublicof mk mkd northmacedonia republicofnorthmacedonia'),
  ('ML', 'Mali', 'mali ml mli republicofmali'),
  ('MM', 'Myanmar [Burma]', 'burma mm mmr myanmar myanmarburma republicofmyanmar'),
  ('MN', 'Mongolia', 'mn mng mongolia'),
  ('MO', 'Macao', 'mac macao macaospecialadministrativeregionofchina macau mo'),
  ('MP', 'Northern Mariana Islands', 'commonwealthofthenorthernmarianaislands mnp mp northernmarianaislands'),
  ('MQ', 'Martinique', 'martinique mq mtq'),
  ('MR', 'Mauritania', 'islamicrepublicofmauritania mauritania mr mrt'),
  ('MS', 'Montserrat', 'montserrat ms msr'),
  ('MT', 'Malta', 'malta mlt mt republicofmalta'),
  ('MU', 'Mauritius', 'mauritius mu mus republicofmauritius'),
  ('MV', 'Maldives', 'maldives mdv mv republicofmaldives'),
  ('MW', 'Malawi', 'malawi mw mwi republicofmalawi'),
  ('MX', 'Mexico', 'mex mexico mx unitedmexicanstates'),
  ('MY', 'Malaysia', 'malaysia my mys'),
  ('MZ', 'Mozambique', 'moz mozambique mz republicofmozambique'),
  ('NA', 'Namibia', 'na nam namibia republicofnamibia'),
  ('NC', 'New Caledonia', 'nc ncl newcaledonia'),
  ('NE', 'Niger', 'ne ner niger republicoftheniger'),
  ('NF', 'Norfolk Island', 'nf nfk norfolkisland'),
  ('NG', 'Nigeria', 'federalrepublicofnigeria ng nga nigeria'),
  ('NI', 'Nicaragua', 'ni nic nicaragua republicofnicaragua'),
  ('NL', 'Netherlands', 'kingdomofthenetherlands netherlands nl nld thenetherlands'),
  ('NO', 'Norway', 'kingdomofnorway no nor norway'),
  ('NP', 'Nepal', 'federaldemocraticrepublicofnepal nepal np npl'),
  ('NR', 'Nauru', 'nauru nr nru republicofnauru'),
  ('NU', 'Niue', 'niu niue nu'),
  ('NZ', 'New Zealand', 'newzealand nz nzl'),
  ('OM', 'Oman', 'om oman omn sultanateofoman'),
  ('PA', 'Panama', 'pa pan panama republicofpanama'),
  ('PE', 'Peru', 'pe per peru republicofperu'),
  ('PF', 'French Polynesia', 'frenchpolynesia pf pyf'),
  ('PG', 'Papua New Guinea', 'independentstateofpapuanewguinea papuanewguinea pg png'),
  ('PH', 'Philippines', 'ph philippines phl republicofthephilippines'),
  ('PK', 'Pakistan', 'islamicrepublicofpakistan pak pakistan pk'),
  ('PL', 'Poland', 'pl pol poland republicofpoland'),
  ('PM', 'Saint Pierre and Miquelon', 'pm saintpierreandmiquelon spm'),
  ('PN', 'Pitcairn Islands', 'pcn pitcairn pitcairnislands pn'),
  ('PR', 'Puerto Rico', 'pr pri puertorico'),
  ('PS', 'Palestinian Territories', 'occupiedpalestinianterritory palestine palestinestateof palestinianterritories palestinianterritory palestinianterritoryoccupied ps pse stateofpalestine thestateofpalestine'),
  ('PT', 'Portugal', 'portugal portugueserepublic prt pt'),
  ('PW', 'Palau', 'palau plw pw republicofpalau'),
  ('PY', 'Paraguay', 'paraguay pry py republicofparaguay'),
  ('QA', 'Qatar', 'qa qat qatar stateofqatar'),
  ('RE', 'Réunion', 're reu reunion runion'),
  ('RO', 'Romania', 'ro romania rou'),
  ('RS', 'Serbia', 'republicofserbia rs serbia srb'),
  ('RU', 'Russia', 'ru rus russia russianfederation'),
  ('RW', 'Rwanda', 'rw rwa rwanda rwandeserepublic'),
  ('SA', 'Saudi Arabia', 'kingdomofsaudiarabia sa sau saudiarabia'),
  ('SB', 'Solomon Islands', 'sb slb solomonislands'),
  ('SC', 'Seychelles', 'republicofseychelles sc seychelles syc'),
  ('SD', 'Sudan', 'republicofthesudan sd sdn sudan'),
  ('SE', 'Sweden', 'kingdomofsweden se swe sweden'),
  ('SG', 'Singapore', 'republicofsingapore sg sgp singapore'),
  ('SH', 'Saint Helena', 'ascensionandtristandacunhasainthelena sainthelena sainthelenaascensionandtristandacunha sh shn'),
  ('SI', 'Slovenia', 'republicofslovenia si slovenia svn'),
  ('SJ', 'Svalbard and Jan Mayen', 'sj sjm svalbardandjanmayen'),
  ('SK', 'Slovakia', 'sk slovakia slovakrepublic svk'),
  ('SL', 'Sierra Leone', 'republicofsierraleone sierraleone sl sle'),
  ('SM', 'San Marino', 'republicofsanmarino sanmarino sm smr'),
  ('SN', 'Senegal', 'republicofsenegal sen senegal sn'),
  ('SO', 'Somalia', 'federalrepublicofsomalia so som somalia'),
  ('SR', 'Suriname', 'republicofsuriname sr sur suriname'),
  ('ST', 'São Tomé and Príncipe', 'democraticrepublicofsaotomeandprincipe saotomeandprincipe sotomandprncipe st stp'),
  ('SV', 'El Salvador', 'elsalvador republicofelsalvador slv sv'),
  ('SX', 'Sint Maarten', 'sintmaarten sintmaartendutchpart sx sxm'),
  ('SY', 'Syria', 'sy syr syria syrianarabrepublic'),
  ('SZ', 'Swaziland', 'eswatini kingdomofeswatini swaziland swz sz'),
  ('TC', 'Turks and Caicos Islands', 'tc tca turksandcaicosislands'),
  ('TD', 'Chad', 'chad republicofchad tcd td'),
  ('TF', 'French Southern Territories', 'atf frenchsouthernterritories tf'),
  ('TG', 'Togo', 'tg tgo togo togoleserepublic'),
  ('TH', 'Thailand', 'kingdomofthailand th tha thailand'),
  ('TJ', 'Tajikistan', 'republicoftajikistan tajikistan tj tjk'),
  ('TK', 'Tokelau', 'tk tkl tokelau'),
  ('TL', 'Timor-Leste', 'democraticrepublicoftimorleste easttimor timorleste tl tls'),
  ('TM', 'Turkmenistan', 'tkm tm turkmenistan'),
  ('TN', 'Tunisia', 'republicoftunisia tn tun tunisia'),
  ('TO', 'Tonga', 'kingdomoftonga to ton tonga'),
  ('TR', 'Turkey', 'republicoftrkiye republicofturkiye tr trkiye tur turkey turkiye'),
  ('TT', 'Trinidad and Tobago', 'republicoftrinidadandtobago trinidadandtobago tt tto'),
  ('TV', 'Tuvalu', 'tuv tuvalu tv'),
  ('TW', 'Taiwan', 'provinceofchinataiwan taiwan taiwanprovinceofchina taiwanroc tw twn'),
  ('TZ', 'Tanzania', 'tanzania tanzaniaunitedrepublicof tz tza unitedrepublicoftanzania'),
  ('UA', 'Ukraine', 'ua ukr ukraine'),
  ('UG', 'Uganda', 'republicofuganda ug uga uganda'),
  ('UM', 'U.S. Minor Outlying Islands', 'um umi unitedstatesminoroutlyingislands usminoroutlyingislands'),
  ('US', 'United States', 'unitedstates unitedstatesofamerica us usa'),
  ('UY', 'Uruguay', 'easternrepublicofuruguay uruguay ury uy'),
  ('UZ', 'Uzbekistan', 'republicofuzbekistan uz uzb uzbekistan'),
  ('VA', 'Vatican City', 'holysee holyseevaticancitystate va vat vaticancity'),
  ('VC', 'Saint Vincent and the Grenadines', 'saintvincentandthegrenadines vc vct'),
  ('VE', 'Venezuela', 'bolivarianrepublicofvenezuela ve ven venezuela venezuelabolivarianrepublicof'),
  ('VG', 'British Virgin Islands', 'britishvirginislands vg vgb virginislandsbritish'),
  ('VI', 'U.S. Virgin Islands', 'usvirginislands vi vir virginislandsoftheunitedstates virginislandsunitedstates virginislandsus'),
  ('VN', 'Vietnam', 'socialistrepublicofvietnam vietnam vn vnm'),
  ('VU', 'Vanuatu', 'republicofvanuatu vanuatu vu vut'),
  ('WF', 'Wallis and Futuna', 'wallisandfutuna wf wlf'),
  ('WS', 'Samoa', 'independentstateofsamoa samoa ws wsm'),
  ('XK', 'Kosovo', 'kosovo xk'),
  ('YE', 'Yemen', 'republicofyemen ye yem yemen'),
  ('YT', 'Mayotte', 'mayotte myt yt'),
  ('ZA', 'South Africa', 'republicofsouthafrica southafrica za zaf'),
  ('ZM', 'Zambia', 'republicofzambia zambia zm zmb'),
  ('ZW', 'Zimbabwe', 'republicofzimbabwe zimbabwe zw zwe');
