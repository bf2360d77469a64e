-- Two officers who rewrite a concern at once: the second is shown the words of the first.
alter table voices.concern
  add column version integer not null default 1,
  -- Where its voices went when it turned out to say what another says.
  add column merged_into uuid references voices.concern (id),
  drop constraint concern_state_check,
  add constraint concern_state check (state in ('open', 'referred', 'answered', 'merged', 'dissolved')),
  add constraint concern_merged check ((state = 'merged') = (merged_into is not null));

alter table voices.referral
  -- The number of a case at 12351.
  add column case_no text check (lane = 'hotline' or case_no is null),
  -- The ticket at the place that it was made into.
  add column fault_id uuid references places.fault (id),
  add constraint referral_fault check (lane = 'station_fault' or fault_id is null);
create index referral_concern on voices.referral (concern_id);

create index concern_into on voices.concern (merged_into) where merged_into is not null;

-- Open ones are compared with one another.
create index voice_open on voices.voice (at) where state = 'open';
create index voice_place on voices.voice (place_id) where place_id is not null;
