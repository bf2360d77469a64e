-- How like two names are: pairs of characters, without what half of all names have in them. pg_trgm sees no Chinese where
-- the database speaks C, as ours does: it takes those characters for blanks.
create function places.grams(name text) returns text[] language sql immutable parallel safe
  set search_path = pg_catalog as $$
  select array(select distinct substr(bare, nth, 2) from generate_series(1, greatest(length(bare) - 1, 1)) as nth)
  from (select regexp_replace(lower(name),
    '户外劳动者|户外职工|劳动者|工会|暖心|爱心|服务|站点|驿站|职工|书屋|之家|[（()）·\s]', '', 'g') as bare) as given
  where bare <> ''
$$;

-- Dice's coefficient of two sets of pairs: 1 the same, 0 nothing in common.
create function places.likeness(a text[], b text[]) returns double precision language sql immutable parallel safe
  set search_path = pg_catalog as $$
  select 2.0 * (select count(*) from (select unnest(a) intersect select unnest(b)) as shared)
    / nullif(cardinality(a) + cardinality(b), 0)
$$;

alter table places.place add column grams text[] generated always as (coalesce(places.grams(name), '{}')) stored;
create index place_grams on places.place using gin (grams);
