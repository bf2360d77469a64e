-- A city full of places. A third stand thick around some forty centres, the others thinner around them; hours as they are
-- found: one in ten unknown, 6.5 % all day and night, the others by day, in the evening or over midnight.
select setseed(0.5);
alter table places.place_facility disable trigger facility_kept;

create temp table bench_kind as
  select kind, spans, case when opens is not null then jsonb_build_object('week', to_jsonb(array_fill(
    jsonb_build_array(jsonb_build_object('from', opens, 'to', closes)), array[7])),
    'seasons', '[]'::jsonb, 'holidays', '{"as": "usual"}'::jsonb, 'swapped', '{"as": "weekday", "day": 1}'::jsonb) end as hours
  from (values
    (0, null, null, null::interval, null::interval),
    (1, '00:00', '24:00', '0 h', '24 h'),
    (2, '08:00', '18:00', '8 h', '18 h'),
    (3, '09:00', '21:00', '9 h', '21 h'),
    (4, '06:00', '22:00', '6 h', '22 h'),
    (5, '18:00', '02:00', '18 h', '26 h')) as k (kind, opens, closes, since, until),
    lateral (select coalesce(range_agg(tstzrange(day + since, day + until)) filter (where since is not null), '{}') as spans
      from generate_series(0, 14) as n, lateral (select date_trunc('day', now(), 'Asia/Shanghai') + n * interval '1 day' as day)) as s;

create temp table bench_centre as
  select centre, 39.93 + (random() - 0.5) * 0.5 as lat, 116.41 + (random() - 0.5) * 0.6 as lng,
    (array(select code from orgs.area where level = 'street' order by code))[1 + floor(random() * 340)::integer] as street
  from generate_series(1, 40) as centre;
-- Two of them lie in the district that the bench asks for.
update bench_centre set street = '110114115' where centre in (39, 40);

create temp table bench_place as
  select gen_random_uuid() as id, n, street,
    lat + (random() + random() + random() - 1.5) * spread as lat, lng + (random() + random() + random() - 1.5) * spread * 1.3 as lng,
    case when dice < 0.1 then 0 when dice < 0.165 then 1 when dice < 0.5 then 2 when dice < 0.75 then 3 when dice < 0.95 then 4
      else 5 end as kind,
    random() as state, random() as doubt, random() as fresh,
    array(select code from (values ('toilet', 0.55), ('water', 0.7), ('phone_charge', 0.6), ('parking', 0.3), ('heat_food', 0.45),
      ('fridge', 0.25), ('seats', 0.9), ('ac', 0.5), ('wifi', 0.5), ('first_aid', 0.4), ('aed', 0.07), ('books', 0.3)) as f (code, share)
      where random() < share and n > 0 order by code) as facilities
  from (select n, random() as dice, 1 + floor(random() * 40)::integer as centre,
      case when random() < 0.33 then 0.01 else 0.12 end as spread from generate_series(1, :places) as n) as p
    join bench_centre using (centre);

insert into places.place (id, code, org_id, name, kind, roles, build_mode, state, state_reason, area_code, address, directions,
  wgs_lat, wgs_lng, gcj_lat, gcj_lng, datum, entry_mode, hours, open_spans, spans_until, facilities,
  confirmed_at, confirmed_by, doubted_at, created_at, updated_at)
select id, translate(lpad(upper(to_hex(n)), 6, '0'), '01', 'XY'),
  (array(select o.id from orgs.organisation as o where o.kind = 'union' order by o.id))[1 + n % 20],
  '户外劳动者暖心驿站第' || n % 1000 || '站', 'warm_station', array['station'], 'own',
  case when state < 0.96 then 'open' when state < 0.98 then 'temp_closed' when state < 0.99 then 'suspended' else 'delisted' end,
  case when state >= 0.96 then '装修' end, street, '某街道第' || n || '号', '门口保安室旁',
  lat, lng, lat + 0.0014, lng + 0.0062, 'wgs84', 'walk_in', hours, case when state < 0.96 then spans else '{}' end,
  date_trunc('day', now(), 'Asia/Shanghai') + interval '15 days', facilities,
  case when fresh < 0.9 then date_trunc('milliseconds', now() - fresh * interval '60 days') end,
  case when fresh < 0.9 then 'host' end,
  case when doubt < 0.03 then date_trunc('milliseconds', now() - doubt * interval '80 days') end, now(), now()
from bench_place join bench_kind using (kind);
insert into places.place_facility (place_id, code, state, since)
  select id, code, case when random() < 0.03 then 'out' else 'ok' end, now() from bench_place, unnest(facilities) as code;
alter table places.place_facility enable trigger facility_kept;
