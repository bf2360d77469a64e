create trigger person_hash before insert or update of id_hash, phone_hash on people.person
  for each row execute function kernel.keep_both_hashes();
create trigger application_hash before insert or update of id_hash, phone_hash on people.application
  for each row execute function kernel.keep_both_hashes();

-- Turning keys changes how a number is written, and nothing about the person: an undo must not take it for a touch.
create or replace function people.count_version() returns trigger language plpgsql as $$
begin
  if current_setting('zhijia.turning_keys', true) is distinct from 'on' then new.version := old.version + 1; end if;
  return new;
end $$;
