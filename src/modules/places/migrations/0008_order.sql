-- What a place has is told in the order in which its officer put it.
alter table places.place_facility add column rank integer not null default 0 check (rank >= 0);
create index place_address on places.place using gin (address gin_trgm_ops);
