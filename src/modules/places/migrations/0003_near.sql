-- The public list without a position: those nobody doubts, the one confirmed last first.
create index place_trust on places.place (coalesce(confirmed_at, 'epoch'::timestamptz) desc, id desc)
  where state in ('open', 'temp_closed') and doubted_at is null;
create index place_doubted on places.place (doubted_at) where doubted_at is not null;
-- How many of a role there are below an area, from the index alone.
create index place_listed on places.place (area_code collate "C") include (roles) where state in ('open', 'temp_closed');
