-- Which union a merged one went into: that one keeps what it left.
alter table orgs.organisation add column merged_into integer references orgs.organisation (id);
alter table orgs.organisation add constraint organisation_merged_somewhere
  check ((state = 'merged') = (merged_into is not null) and merged_into <> id);

-- What the chairs were told about the end of a term: once for each term and threshold. 0 days: the term is over.
create table orgs.term_notice (
  org_id integer not null references orgs.organisation (id),
  term_ends_on date not null,
  days_before integer not null check (days_before >= 0),
  at timestamptz not null,
  primary key (org_id, term_ends_on, days_before)
);

-- Dissolving did not yet end these: the employer could not go to another union, nor the street be served by one.
update orgs.relation r set during = tstzrange(lower(r.during), greatest(now(), lower(r.during) + interval '1 millisecond'))
from orgs.organisation o where o.state = 'dissolved' and o.id in (r.from_id, r.to_id) and upper_inf(r.during);
delete from orgs.served_area s using orgs.organisation o where o.id = s.org_id and o.state = 'dissolved';
